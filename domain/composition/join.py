"""Joins: values that are looked up by a key which stands in another value, and put beside that key.

Keys are compared as texts, since one service writes 7 where another writes "7". What is no text and no whole number is
no key. A key that nothing was found for is left as it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.composition.fields import FieldPath
from domain.composition.pointer import MISSING, Pointer, value_at

Found = Mapping[str, object]  # by key


@dataclass(frozen=True, slots=True)
class Join:
    to: str  # the part in whose value the keys stand
    by: FieldPath  # where the keys stand; of each object on the way
    identity: Pointer  # where each value of a batch says its key
    into: str  # the name beside the key
    most: int  # keys, of one answer
    at_once: int  # calls
    is_batch: bool  # one call for all keys

    def keys(self, value: object) -> tuple[str, ...]:
        """Each once, in their order."""
        return tuple(dict.fromkeys(filter(None, (key_of(holder.get(self.by[-1])) for holder in self._holders(value)))))

    def indexed(self, values: object) -> Found | None:
        """The values of a batch by their keys; None where they are no list. Of two with one key the first counts."""
        if not isinstance(values, list):
            return None
        found: dict[str, object] = {}
        for value in values:
            key = key_of(value_at(value, self.identity))
            if key is not None:
                found.setdefault(key, value)
        return found

    def joined(self, value: object, found: Found) -> object:
        return self._joined(value, self.by, found)

    def _holders(self, value: object) -> Iterator[Mapping[str, object]]:
        yield from _objects(value, self.by[:-1])

    def _joined(self, value: object, path: FieldPath, found: Found) -> object:
        if isinstance(value, list):
            return [self._joined(one, path, found) for one in value]
        if not isinstance(value, dict):
            return value
        if len(path) > 1:
            below = value.get(path[0], MISSING)
            return value if below is MISSING else {**value, path[0]: self._joined(below, path[1:], found)}
        key = key_of(value.get(path[0]))
        return value if key is None or key not in found else {**value, self.into: found[key]}


def key_of(value: object) -> str | None:
    """None: it is no key."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value)
    return value or None if isinstance(value, str) else None


def _objects(value: object, path: FieldPath) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, path)
    elif isinstance(value, dict):
        if not path:
            yield value
        elif path[0] in value:
            yield from _objects(value[path[0]], path[1:])
