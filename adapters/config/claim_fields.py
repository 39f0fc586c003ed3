"""Fields of an issuer that say what its claims are: paths, one or several; what must be stated; whose role is which."""

from collections.abc import Callable
from typing import Any, TypeVar

from adapters.config.shapes import Refused, each, table
from adapters.config.shown import shown
from adapters.config.texts import read_word
from adapters.config.tree import Key, Listing, Value
from domain.spec.fault import Fault
from domain.spec.place import Text

Out = TypeVar("Out")


def read_words(value: Value) -> tuple[Text, ...]:
    """One word, or a list of at least one."""
    if not isinstance(value, Listing):
        return (read_word(value),)
    if not value:
        raise Refused(Fault(value.at, "list-empty", "the list is empty", "name at least one"))
    return each(read_word, value)


def read_paths(value: Value) -> tuple[Text, ...]:
    """The same; of no path, where a preset would have some."""
    return () if isinstance(value, Listing) and not value else read_words(value)


def read_name_map(value: Value) -> tuple[tuple[str, tuple[Text, ...]], ...]:
    """The issuer's names, each with one of ours or several."""
    return _entries(value, "`{theirs: ours}`", read_words)


def read_expected(value: Value) -> tuple[tuple[str, str], ...]:
    return _entries(value, "`{token_use: access}`", lambda inside: read_word(inside).text)


def _entries(value: Value, hint: str, read: Callable[[Value], Out]) -> tuple[tuple[str, Out], ...]:
    def entry(pair: tuple[Key, Value]) -> tuple[str, Out]:
        name, inside = pair
        if not name.isprintable() or not name:
            raise Refused(Fault(name.at, "text-malformed", f"{shown(name)} is no name", "one line of plain text"))
        return str(name), read(inside)

    return each(entry, table(value, hint).items())


def plain(value: Any) -> Any:
    """Without the places that nobody will point at."""
    if isinstance(value, Text):
        return value.text
    return tuple(map(plain, value)) if isinstance(value, tuple) else value
