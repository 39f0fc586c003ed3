"""Uniting: the trees of several files become one. Nothing overrides anything.

Sections of the format are united key by key, lists of the whole document are joined in the order of the files. What
stands below a name (a route, an upstream, an issuer) is one thing and stands in one file, as does every setting: given
twice, it is a fault that names both places.
"""

from collections.abc import Sequence
from typing import Any

from adapters.config.annotations import below, is_named, is_section
from adapters.config.section import Section
from adapters.config.shapes import Refused
from adapters.config.shown import shown
from adapters.config.tree import Broken, Key, Kind, Listing, Scalar, Table, Value
from adapters.config.version import read_version
from domain.spec.fault import Fault

VERSION = "version"
_ELSEWHERE = "every file of the folder begins with `version: 1`; what is no configuration goes into a folder below"


def united(roots: Sequence[Table], document: type[Section], faults: list[Fault]) -> Table:
    """The tree of all; what can't be united is added to `faults`."""
    whole = Table(roots[0].at, {Key(VERSION, roots[0].at): Scalar("1", "1", roots[0].at, Kind.INT)})
    for root in roots:
        faults += _version_faults(root)
        rest = Table(root.at, {key: value for key, value in root.items() if key != VERSION})
        whole = _both(whole, rest, document, faults, "")
    return whole


def _version_faults(root: Table) -> tuple[Fault, ...]:
    """Every file says for itself which version of the format it is written in."""
    if VERSION not in root:
        return (Fault(root.at, "key-missing", f"`{VERSION}` is missing", _ELSEWHERE),)
    try:
        read_version(root[root.written[VERSION]])
    except Refused as refused:
        return refused.faults
    return ()


def _both(first: Table, second: Table, model: Any, faults: list[Fault], above: str) -> Table:
    entries: dict[Key, Value] = dict(first)
    for key, value in second.items():
        if key not in entries:
            entries[key] = value
            continue
        mine, one = first.written[key], entries[key]
        joined = _joined(one, value, below(model, key) if is_section(model) else None, faults, f"{above}{key}.")
        if joined is not None:
            entries[mine] = joined
        elif not isinstance(one, Broken) and not isinstance(value, Broken):
            message = f"{shown(above + key)} is given twice, first at {mine.at}"
            faults.append(Fault(key.at, "key-twice", message, "keep one of them: no file overrides another"))
    return Table(first.at, entries)


def _joined(one: Value, other: Value, model: Any, faults: list[Fault], path: str) -> Value | None:
    """None: this can stand only once."""
    if isinstance(one, Table) and isinstance(other, Table) and (is_section(model) or is_named(model)):
        return _both(one, other, model, faults, path)
    if isinstance(one, Listing) and isinstance(other, Listing) and path.count(".") == 1:
        return Listing(one.at, [*one, *other])
    return None
