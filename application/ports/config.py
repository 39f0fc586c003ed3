"""Config source: where the spec is read from. A reading is one snapshot: cheap, complete and free of side effects."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from domain.spec.fault import Fault
from domain.spec.place import Place
from domain.spec.spec import Spec


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The line at a place as it may be shown, its secrets masked; and the place's column in what is shown, from 1."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Setting:
    """One value that is in force, by its keys and places of lists from the top."""

    path: tuple[str | int, ...]
    written: str  # as YAML, on one line; `***` for a secret
    at: Place | None = None  # None: a default
    variables: tuple[str, ...] = ()  # that it comes from


def nothing_shown(_: Place) -> Excerpt | None:
    return None


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was read: its name in faults, its own in its folder, and its text, with references and no values."""

    name: str
    own: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Edition:
    """What a source held when it was read. Two editions of one hash mean the same, wherever they were read."""

    spec: Spec | tuple[Fault, ...]  # every fault of the form
    hash: str  # hex, of names and texts of files, of variables and secrets as far as they came into play
    files: tuple[str, ...] = ()  # as faults name them, in order
    excerpt: Callable[[Place], Excerpt | None] = field(default=nothing_shown, repr=False, compare=False)
    texts: tuple[Written, ...] = field(default=(), repr=False, compare=False)
    beside: tuple[str, ...] = field(default=(), compare=False)  # paths of secrets that were read
    refresh: float | None = field(default=None, compare=False)  # seconds until it may be another; None: not by itself


class ConfigSource(Protocol):
    @abstractmethod
    def read(self) -> Edition:
        """What is written now. Never raises for what a file may hold or lack."""

    @abstractmethod
    def look(self, beside: tuple[str, ...] = ()) -> object:
        """Equal to the last look as long as nobody has written to the files, nor to those `beside` them. Cheap."""
