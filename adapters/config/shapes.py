"""Shapes: is this value a scalar, a list, a mapping, a mapping of one known key? If not, a refusal with its place.

A refusal is a ValueError so that pydantic carries it out of a validator; it brings finished faults. A value that is
`Broken` is refused without a fault: there was one already.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from adapters.config.shown import shown
from adapters.config.tree import Broken, Key, Kind, Listing, Scalar, Table, Value, named
from domain.spec.fault import Fault, nearest

In = TypeVar("In")
Out = TypeVar("Out")


class Refused(ValueError):
    def __init__(self, *faults: Fault) -> None:
        super().__init__("refused")
        self.faults = faults


def scalar(value: Value) -> Scalar:
    if isinstance(value, Scalar):
        return value
    is_braced = isinstance(value, Table) and len(value) == 1 and next(iter(value.values())) == _nothing_at(value)
    raise _misshapen(value, "text", "a text that begins with { needs quotes" if is_braced else "")


def listing(value: Value) -> Listing:
    if isinstance(value, Listing):
        return value
    raise _misshapen(value, "a list", "`[one, two]`")


def table(value: Value, hint: str = "") -> Table:
    if isinstance(value, Table):
        return value
    raise _misshapen(value, "a mapping", hint)


def only_entry(value: Table, what: str, known: Iterable[str], *, is_private: bool = False) -> tuple[Key, Value]:
    """The one key, which must be known, and its value. Private: a wrong key is not shown, it may be a secret."""
    keys = list(value)
    hint = f"one of {', '.join(f'`{name}`' for name in known)}"
    if len(keys) != 1:
        raise Refused(
            Fault(value.at, f"{what}-malformed", f"one key is expected here, not {len(keys) or 'none'}", hint)
        )
    if keys[0] not in known:
        message = "this key is unknown" if is_private else f"key {shown(keys[0])} is unknown here"
        raise Refused(Fault(keys[0].at, "key-unknown", message, nearest(keys[0], known)))
    return keys[0], value[keys[0]]


def each(convert: Callable[[In], Out], values: Iterable[In]) -> tuple[Out, ...]:
    """All converted, or one refusal with the faults of all that could not be."""
    converted: list[Out] = []
    refusals: list[Refused] = []
    for value in values:
        try:
            converted.append(convert(value))
        except Refused as refusal:
            refusals.append(refusal)
    if refusals:
        raise Refused(*(fault for refusal in refusals for fault in refusal.faults))
    return tuple(converted)


def _misshapen(value: Value, wanted: str, hint: str) -> Refused:
    if isinstance(value, Broken):
        return Refused()
    return Refused(Fault(value.at, "type-wrong", f"{wanted} is expected here, not {named(value)}", hint))


def _nothing_at(value: Table) -> Scalar:
    return Scalar("", "", next(iter(value)).at, Kind.NULL)


def as_list(value: Value) -> Value:
    """One, or a list of them."""
    return Listing(value.at, [value]) if isinstance(value, Scalar) else value
