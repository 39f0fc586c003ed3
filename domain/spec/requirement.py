"""Requirements as written below `require`: a tree of words, not yet resolved."""

from dataclasses import dataclass

from domain.spec.comparison import Test
from domain.spec.place import Place, Text


@dataclass(frozen=True, slots=True)
class Public:
    at: Place


@dataclass(frozen=True, slots=True)
class Authenticated:
    at: Place


@dataclass(frozen=True, slots=True)
class Role:
    name: Text


@dataclass(frozen=True, slots=True)
class Permission:
    name: Text


@dataclass(frozen=True, slots=True)
class Subject:
    template: Text  # `{user_id}`


@dataclass(frozen=True, slots=True)
class Claim:
    path: Text
    test: Test


@dataclass(frozen=True, slots=True)
class Header:
    name: Text
    test: Test


@dataclass(frozen=True, slots=True)
class Client:
    networks: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    written: Text
    seconds: float  # since the epoch


@dataclass(frozen=True, slots=True)
class Time:
    at: Place
    start: int | None = None  # seconds of the day
    end: int | None = None
    days: frozenset[int] | None = None  # from Monday, 0; None: every day
    offset: int = 0  # seconds east of UTC
    after: Moment | None = None
    before: Moment | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What `permissions.policies` says under this name."""

    name: Text


@dataclass(frozen=True, slots=True)
class AnyOf:
    at: Place
    parts: tuple["Requirement", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    at: Place
    parts: tuple["Requirement", ...]


@dataclass(frozen=True, slots=True)
class Not:
    at: Place
    part: "Requirement"


Condition = Subject | Claim | Header | Client | Time
Atom = Authenticated | Role | Permission | Named | Condition
Requirement = Public | Atom | AnyOf | AllOf | Not


def place_of(requirement: Requirement) -> Place | None:
    """Where it begins, as far as its words have places."""
    match requirement:
        case Role(name) | Permission(name) | Named(name) | Header(name) | Subject(name) | Claim(name):
            return name.at
        case Client(networks):
            return networks[0].at if networks else None
    return requirement.at
