"""From YAML text to the tree, by PyYAML's events: nothing is constructed, nothing is expanded.

Events instead of `compose`: they show anchors, aliases and tags where they stand, and a file that nests too deeply is
left at that place instead of after it.
"""

from collections.abc import Iterator, Mapping

import yaml
from yaml.events import (
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from adapters.config.environment import replaced
from adapters.config.kinds import kind_of
from adapters.config.refusals import is_bare, is_tagged, place_of, read_key, refused
from adapters.config.shown import shown
from adapters.config.tree import Broken, Key, Kind, Listing, Scalar, Table, Value
from domain.spec.fault import Fault
from domain.spec.place import Place

DEEPEST = 64  # levels
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one where PyYAML has it: 10 times as fast


class TooDeep(Exception):
    def __init__(self, at: Place) -> None:
        super().__init__()
        self.at = at


class TreeBuilder:
    """Builds one tree and keeps the faults that it met on the way."""

    def __init__(self, text: str, file: str, environment: Mapping[str, str] | None) -> None:
        """Without an environment nothing is replaced."""
        self.faults: list[Fault] = []
        self._events: Iterator[Event] = yaml.parse(text, Loader=LOADER)
        self._file = file
        self._environment = environment

    def build(self) -> Value | None:
        """The first document; None where there is none. Raises yaml.YAMLError, and TooDeep."""
        next(self._events)  # the stream begins
        if isinstance(next(self._events), StreamEndEvent):
            return None
        root = self._value(next(self._events), 1)
        next(self._events)  # the document ends
        following = next(self._events)
        if isinstance(following, DocumentStartEvent):
            at = place_of(following, self._file)
            self.faults.append(Fault(at, "yaml-documents", "a second document begins", "one file holds one document"))
        return root

    def _value(self, event: Event, depth: int) -> Value:
        at = place_of(event, self._file)
        if depth > DEEPEST:
            raise TooDeep(at)
        if is_bare(event):
            return self._untagged(event, at, depth)
        self.faults.extend(refused(event, at))
        value = self._untagged(event, at, depth)
        return Broken(at) if is_tagged(event) else value

    def _untagged(self, event: Event, at: Place, depth: int) -> Value:
        match event:
            case SequenceStartEvent():
                return Listing(at, list(self._items(depth)))
            case MappingStartEvent():
                return Table(at, self._entries(depth))
            case ScalarEvent():
                return self._scalar(event, at)
            case _:
                return Broken(at)  # an alias

    def _items(self, depth: int) -> Iterator[Value]:
        while not isinstance(event := next(self._events), SequenceEndEvent):
            yield self._value(event, depth + 1)

    def _entries(self, depth: int) -> dict[Key, Value]:
        entries: dict[Key, Value] = {}
        places: dict[str, Place] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._key(event, depth + 1)
            value = self._value(next(self._events), depth + 1)
            if key is not None and self._is_new(key, places):
                entries[key] = _beside(key, value)
        return entries

    def _key(self, event: Event, depth: int) -> Key | None:
        at = place_of(event, self._file)
        if isinstance(event, ScalarEvent):
            if not is_bare(event):
                self.faults.extend(refused(event, at))
            key = read_key(event, at)
        else:
            self._value(event, depth)
            key = Fault(at, "key-not-text", "a key is text", "a plain word, or quoted")
        if isinstance(key, Fault):
            self.faults.append(key)
            return None
        return key

    def _is_new(self, key: Key, places: dict[str, Place]) -> bool:
        first = places.setdefault(str(key), key.at)
        if first is not key.at:
            message = f"key {shown(key)} is written twice, first at {first.line}:{first.column}"
            self.faults.append(Fault(key.at, "key-twice", message, "keep one of them"))
        return first is key.at

    def _scalar(self, event: ScalarEvent, at: Place) -> Value:
        written, environment = event.value, self._environment
        text = written if environment is None or "${" not in written else replaced(written, at, environment)
        if isinstance(text, Fault):
            self.faults.append(text)
            return Broken(at)
        kind = Kind.TEXT if event.style or text != written else kind_of(written)
        return Scalar(text, written, at, kind, _lead(event))


def _beside(key: Key, value: Value) -> Value:
    """Nothing has no place of its own: a value that was left out is where its key is."""
    is_left_out = isinstance(value, Scalar) and value.kind is Kind.NULL and not value.text
    return Scalar("", "", key.at, Kind.NULL) if is_left_out else value


def _lead(event: ScalarEvent) -> int | None:
    """1 after a quote, 0 for a plain scalar; None over several lines, or where an escape shifts the columns."""
    quote = 1 if event.style in ("'", '"') else 0
    start, end = event.start_mark, event.end_mark
    if start is None or end is None or start.line != end.line:
        return None
    return quote if end.column - start.column == len(event.value) + 2 * quote else None
