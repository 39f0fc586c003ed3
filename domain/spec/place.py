"""Places: where in a file something was written, so that every complaint can point at it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    file: str
    line: int  # from 1
    column: int  # from 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Text:
    """A word as written: a name, a reference, an address. Resolved and checked when the plan is compiled."""

    text: str
    at: Place

    def __str__(self) -> str:
        return self.text
