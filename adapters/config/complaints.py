"""From pydantic's errors to faults: a `loc` is walked down the tree to its place, and down the models to its keys."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from adapters.config.annotations import below, is_section, keys_of, sections_with
from adapters.config.section import Section
from adapters.config.shapes import Refused
from adapters.config.shown import has_secret, shown
from adapters.config.tree import Broken, Kind, Listing, Scalar, Table, Value, named
from domain.spec.fault import Fault, nearest
from domain.spec.place import Place

Loc = tuple[int | str, ...]

_ALIKE = 0.85  # a letter too many or too few: `part` for `parts`
_WANTED = {"model_type": "a mapping", "dict_type": "a mapping", "tuple_type": "a list"}


def faults_of(error: ValidationError, root: Table, document: type[Section]) -> Iterator[Fault]:
    """`document` is the model of `root`."""
    for one in error.errors(include_url=False, include_input=False):
        yield from _faults(one, root, document)


def _faults(error: ErrorDetails, root: Table, document: type[Section]) -> Iterator[Fault]:
    loc = error["loc"]
    match error["type"]:
        case "value_error" if isinstance(refusal := error.get("ctx", {}).get("error"), Refused):
            yield from refusal.faults
        case "extra_forbidden":
            yield _unknown_key(root, loc, document)
        case "missing":
            yield from _missing(root, loc, document)
        case "too_short":  # also said of a list of nothing but faulty items
            if not _value(root, loc):
                yield Fault(_value(root, loc).at, "list-empty", "the list is empty", "name at least one")
        case kind if kind in _WANTED:
            yield from _misshapen(_value(root, loc), _WANTED[kind], _section(loc, document))
        case kind:
            yield Fault(_container(root, loc), kind.replace("_", "-"), error["msg"])


def _unknown_key(root: Table, loc: Loc, document: type[Section]) -> Fault:
    at, wrong, section = _container(root, loc), str(loc[-1]), _section(loc[:-1], document)
    if wrong in section.not_yet:
        return Fault(at, "key-unsupported", f"this version of Limen does not have `{wrong}` yet", "leave it out")
    name = "`***`" if has_secret(wrong, is_key=True) else shown(wrong)
    return Fault(at, "key-unknown", f"key {name} is unknown here", _meant(wrong, keys_of(section), document))


def _meant(wrong: str, known: list[str], document: type[Section]) -> str:
    """What was meant by a key: one without its blank, all but the same one, another section's, or the nearest."""
    before = wrong.partition(":")[0]
    if before != wrong and before in known:
        return f"a blank is missing after the colon: `{before}: …`"
    homes = sections_with(wrong, document)
    if homes and not get_close_matches(wrong, known, n=1, cutoff=_ALIKE):
        return f"it goes into {' or '.join(f'`{home}`' for home in homes[:2])}"
    return nearest(wrong, known)


def _missing(root: Table, loc: Loc, document: type[Section]) -> Iterator[Fault]:
    """Silent beside a key of a later version, which might do without."""
    lacking = _value(root, loc[:-1])
    if isinstance(lacking, Table) and _section(loc[:-1], document).not_yet.isdisjoint(lacking.written):
        yield Fault(_container(root, loc), "key-missing", f"`{loc[-1]}` is missing")


def _misshapen(value: Value, wanted: str, section: type[Section]) -> Iterator[Fault]:
    if not isinstance(value, Broken):
        message = f"{wanted} is expected here, not {named(value)}"
        yield Fault(value.at, "type-wrong", message, _right(value, wanted, section))


def _right(value: Value, wanted: str, section: type[Section]) -> str:
    if isinstance(value, Scalar) and value.kind is Kind.NULL:
        return "leave the key out where there is nothing to say"
    if wanted == "a mapping" and section.model_fields:
        keys = keys_of(section)
        return f"`{{{keys[0]}: …}}`" if len(keys) == 1 else f"with `{'`, `'.join(keys[:4])}`{' …' if keys[4:] else ''}"
    return f"`[{shown(value.written)[1:-1]}]`" if isinstance(value, Scalar) and wanted == "a list" else ""


def _value(root: Table, loc: Loc) -> Value:
    """The value at `loc`, or the last one on the way to it."""
    value: Value = root
    for step in loc:
        if isinstance(value, Table) and step in value.written:
            value = value[value.written[str(step)]]
        elif isinstance(value, Listing) and isinstance(step, int):
            value = value[step]
    return value


def _container(root: Table, loc: Loc) -> Place:
    """The place of a key; of one that isn't there, the key of what lacks it."""
    for end in range(len(loc), 0, -1):
        above, step = _value(root, loc[: end - 1]), loc[end - 1]
        if isinstance(above, Table) and step in above.written:
            return above.written[str(step)].at
        if isinstance(above, Listing):
            return _value(root, loc[:end]).at
    return root.at


def _section(loc: Loc, document: type[Section]) -> type[Section]:
    """The model of the mapping at `loc`."""
    current: Any = document
    for step in loc:
        current = below(current, step)
    return current if is_section(current) else Section
