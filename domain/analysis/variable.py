"""Variables: what a policy's atoms ask about, each one thing that can be one way or another.

A role is not asked about by itself: roles that the same atoms count are one variable, "holds one of these". A path
parameter is a place in the path, so that two routes may call it by different names. What the claim that an issuer's
subject comes from says is the subject.
"""

from dataclasses import dataclass, field
from enum import Enum, auto

from domain.message.headers import Header, read_alike
from domain.permissions.claim import ClaimIs, ClaimPresent
from domain.permissions.client import ClientIn
from domain.permissions.comparison import Comparison, Contains, Equals, OneOf
from domain.permissions.header import HeaderIs, HeaderPresent
from domain.permissions.hours import Hours, Period
from domain.permissions.operand import HeaderValue, Operand, PathParameter
from domain.permissions.policy import ClaimEquals, HasPermission, HasRole, Policy, SubjectIs


class Kind(Enum):
    ROLE = auto()  # of a set of them
    STATED = auto()  # a permission, by the token itself
    SUBJECT = auto()
    CLAIM = auto()
    HEADER = auto()
    PLACE = auto()  # of a parameter in the path
    CLIENT = auto()
    MOMENT = auto()
    METHOD = auto()


@dataclass(frozen=True, slots=True)
class Variable:
    kind: Kind
    name: str = ""  # of a role's variable: a role that stands for all of its kind


SUBJECT, CLIENT, MOMENT, METHOD = map(Variable, (Kind.SUBJECT, Kind.CLIENT, Kind.MOMENT, Kind.METHOD))


@dataclass(frozen=True, slots=True)
class Scope:
    """What is so of every caller and every call in question, whatever a policy says."""

    methods: tuple[str, ...] = ("GET",)
    headers: tuple[Header, ...] = ()  # which the call has, exactly once
    absent: frozenset[bytes] = frozenset()  # names of headers that it does not have
    places: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of these places nothing else is said
    is_anybody: bool = False  # nobody is asked who they are
    subject_claim: str | None = None  # where tokens name their subject
    text_claims: frozenset[str] = frozenset()  # which are a text that is not empty, or absent
    roles: frozenset[str] | None = None  # that somebody can hold; None: all
    states_permissions: bool = True  # beside those that roles grant
    clients_may_be_unknown: bool = False
    moment: float = field(default=1_800_000_000.0)  # where no policy asks for another


Names = tuple[tuple[str, str], ...]  # of path parameters, each with its place


def claim_variable(path: str, scope: Scope) -> Variable:
    return SUBJECT if path == scope.subject_claim else Variable(Kind.CLAIM, path)


def header_variable(name: bytes) -> Variable:
    return Variable(Kind.HEADER, read_alike(name).decode())


def variables_of(atom: Policy, names: Names, scope: Scope) -> tuple[Variable, ...] | None:
    """All but those of roles; None: what this policy asks about is not known here."""
    match atom:
        case HasRole() | HasPermission():
            return ()
        case ClientIn():
            return (CLIENT,)
        case Hours() | Period():
            return (MOMENT,)
        case SubjectIs(parameter):
            return (SUBJECT, *_place(parameter, names))
    subject = _stated(atom, scope)
    more = compared(atom.comparison, names) if isinstance(atom, ClaimIs | HeaderIs) else ()
    return None if subject is None else tuple(dict.fromkeys((subject, *more)))


def _stated(atom: Policy, scope: Scope) -> Variable | None:
    match atom:
        case ClaimEquals(path) | ClaimPresent(path) | ClaimIs(path):
            return claim_variable(path, scope)
        case HeaderIs(name) | HeaderPresent(name):
            return header_variable(name)
    return None


def operands_of(comparison: Comparison) -> tuple[Operand, ...]:
    match comparison:
        case Equals(operand) | Contains(operand):
            return (operand,)
        case OneOf(operands):
            return operands
    return ()


def compared(comparison: Comparison, names: Names) -> tuple[Variable, ...]:
    """What of the request it is compared with."""
    found: list[Variable] = []
    for operand in operands_of(comparison):
        if isinstance(operand, PathParameter):
            found.extend(_place(operand.name, names))
        elif isinstance(operand, HeaderValue):
            found.append(header_variable(operand.name))
    return tuple(dict.fromkeys(found))


def _place(parameter: str, names: Names) -> tuple[Variable, ...]:
    """None where the path has no such parameter: then nothing about it can vary."""
    return tuple(Variable(Kind.PLACE, place) for name, place in names if name == parameter)
