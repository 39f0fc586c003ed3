"""Values: what each variable is tried with. Between two values that are not tried, no atom tells a difference.

A claim may be absent, or of a kind that nothing is compared with; a header may be absent, or come twice. A list holds
as many things as are asked to be in it, and perhaps one that can be compared with nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from domain.analysis.call import ABSENT
from domain.analysis.moments import clients, moments
from domain.analysis.texts import MOST_WORDS, Texts, grouped
from domain.analysis.variable import Kind, Names, Scope, Variable, operands_of
from domain.message.headers import Header, read_alike
from domain.permissions.claim import ClaimIs
from domain.permissions.client import ClientIn
from domain.permissions.header import HeaderIs, HeaderPresent
from domain.permissions.hours import Hours, Period
from domain.permissions.operand import HeaderValue
from domain.permissions.policy import Policy

OF_NO_KIND: Mapping[str, object] = {}  # an object: compared with nothing
HUGE = 2**70  # a whole number that is not compared by its digits
# What the gateway itself reads, so that not every value of it is a request with the rest as it is.
LOADED = frozenset(
    (b"authorization", b"connection", b"content-length", b"cookie", b"expect", b"host", b"transfer-encoding")
)
NOTHING_SAID = Texts(("other1",), (), (), {}, is_complete=True)


@dataclass(frozen=True, slots=True)
class Values:
    of: Mapping[Variable, tuple[object, ...]]
    is_complete: bool  # else what was not found may be there all the same


def values_of(atoms: Iterable[tuple[Policy, Names]], variables: Iterable[Variable], scope: Scope) -> Values:
    asked = list(atoms)
    texts = grouped(asked, scope)
    policies = [atom for atom, _ in asked]
    names = _header_names(policies)
    values = {one: _values(one, texts.get(one, NOTHING_SAID), policies, names, scope) for one in variables}
    is_plain = not any(name in LOADED for several in names.values() for name in several)
    return Values(values, all(group.is_complete for group in texts.values()) and is_plain)


def _values(
    variable: Variable, texts: Texts, atoms: list[Policy], names: Mapping[str, list[bytes]], scope: Scope
) -> tuple[object, ...]:
    match variable.kind:
        case Kind.ROLE | Kind.STATED:
            return (True, False)
        case Kind.SUBJECT:
            return tuple(text for text in texts.texts if text)
        case Kind.CLAIM:
            return tuple(_claims(variable, texts, scope))
        case Kind.HEADER:
            return tuple(_headers(names[variable.name], texts, scope))
        case Kind.PLACE:
            return dict(scope.places).get(variable.name) or _segments(variable, texts)
    return _of_circumstances(variable.kind, atoms, scope)


def _of_circumstances(kind: Kind, atoms: list[Policy], scope: Scope) -> tuple[object, ...]:
    if kind is Kind.CLIENT:
        known = clients(atom for atom in atoms if isinstance(atom, ClientIn))
        return (*known, "unknown") if scope.clients_may_be_unknown else known
    if kind is Kind.MOMENT:
        return moments((atom for atom in atoms if isinstance(atom, Hours | Period)), scope.moment)
    return scope.methods


def _segments(place: Variable, texts: Texts) -> tuple[str, ...]:
    """A parameter is never empty; what takes the rest may be, and has slashes between what it takes."""
    return tuple(text for text in texts.texts if text or place.name.endswith("*"))


def _claims(variable: Variable, texts: Texts, scope: Scope) -> Iterator[object]:
    if variable.name in scope.text_claims:
        yield from filter(None, texts.texts)
        yield ABSENT
        return
    yield from (*texts.texts, *texts.numbers, *texts.flags)
    if texts.numbers and len(texts.texts) > 1:
        yield HUGE
    if variable in texts.lists_of:
        yield from _lists(texts, min(texts.lists_of[variable], MOST_WORDS))
    yield from (ABSENT, OF_NO_KIND)


def _lists(texts: Texts, longest: int) -> Iterator[list[object]]:
    things: list[object] = [*(text for text in texts.texts if " " not in text), *texts.numbers, *texts.flags]
    things += [text for text in texts.texts if " " in text][:MOST_WORDS]
    for size in range(longest + 1):
        for chosen in combinations(things, size):
            yield list(chosen)
            yield [*chosen, OF_NO_KIND]


def _headers(names: list[bytes], texts: Texts, scope: Scope) -> Iterator[tuple[Header, ...]]:
    """Fields. What the call has anyway stays as it is."""
    alike = read_alike(names[0])
    fixed = tuple(header for header in scope.headers if read_alike(header[0]) == alike)
    if fixed:
        yield fixed
        return
    names = [name for name in names if name not in scope.absent]
    for name in names:
        yield from (((name, text.encode("utf-8", "surrogateescape")),) for text in texts.texts)
    yield ()
    if names:
        yield ((names[0], b"one"), (names[0], b"two"))


def _header_names(atoms: Iterable[Policy]) -> dict[str, list[bytes]]:
    """As written, by the name that they are read as."""
    found: dict[str, list[bytes]] = {}
    for atom in atoms:
        for name in _named(atom):
            found.setdefault(read_alike(name).decode(), []).append(name)
    return {alike: sorted(set(names)) for alike, names in found.items()}


def _named(atom: Policy) -> Iterator[bytes]:
    if isinstance(atom, HeaderIs | HeaderPresent):
        yield atom.name
    if isinstance(atom, HeaderIs | ClaimIs):
        yield from (one.name for one in operands_of(atom.comparison) if isinstance(one, HeaderValue))
