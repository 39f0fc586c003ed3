"""Requirements as written below `require`: a tree of words, not yet resolved."""

from dataclasses import dataclass

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
    value: str | int | bool


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


Atom = Authenticated | Role | Permission | Subject | Claim
Requirement = Public | Atom | AnyOf | AllOf | Not
