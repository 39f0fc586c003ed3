"""Compiles header edits: names are tokens that aren't the gateway's own, values hold no control byte, no name twice."""

from collections.abc import Iterable

from domain.message.edits import NO_EDITS, Edits, is_field_name, is_field_value, is_the_gateways
from domain.message.headers import Header
from domain.spec.fault import Fault
from domain.spec.place import Text
from domain.spec.route import EditsSpec

Field = tuple[Text, str]


def compile_edits(
    spec: EditsSpec, faults: list[Fault], *, of_a_request: bool, also_owned: frozenset[bytes] = frozenset()
) -> Edits:
    names = [name for name, _ in (*spec.set, *spec.add)] + list(spec.remove)
    if not names:
        return NO_EDITS
    for name in names:
        faults.extend(_name_faults(name, of_a_request=of_a_request, also_owned=also_owned))
    faults.extend(_doubled([name for name, _ in spec.set] + list(spec.remove)))
    dropped = frozenset(_lower(name) for name in (*(name for name, _ in spec.set), *spec.remove))
    return Edits(dropped, (*_fields(spec.set, faults), *_fields(spec.add, faults)))


def _lower(name: Text) -> bytes:
    return name.text.lower().encode()


def _fields(written: Iterable[Field], faults: list[Fault]) -> Iterable[Header]:
    for name, value in written:
        if not is_field_value(value.encode()):
            message = f"the value of `{name}` can't stand in a header"
            faults.append(Fault(name.at, "header-malformed", message, "one line, without blanks at its ends"))
        yield _lower(name), value.encode()


def _name_faults(name: Text, *, of_a_request: bool, also_owned: frozenset[bytes]) -> Iterable[Fault]:
    lower = _lower(name)
    if not is_field_name(lower):
        yield Fault(name.at, "header-malformed", f"`{name}` is not the name of a header", "like `x-from`")
    elif is_the_gateways(lower, of_a_request=of_a_request) or lower in also_owned:
        yield Fault(name.at, "header-reserved", f"`{name}` is the gateway's own to say", "leave it out")


def _doubled(names: list[Text]) -> Iterable[Fault]:
    """`set` and `remove` of one name contradict each other, in whatever case they are written."""
    seen: set[bytes] = set()
    for name in names:
        if _lower(name) in seen:
            yield Fault(name.at, "header-repeated", f"`{name}` is set or removed more than once")
        seen.add(_lower(name))
