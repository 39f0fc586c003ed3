"""Token memory: whom a token was found to be, by its bytes, so that a signature is verified once and not a call.

Remembered are good tokens only; a flood of bad ones leaves nothing here. Bounded in number, in bytes and in age, by two
generations: when the young one is full it becomes the old one, whose entries are dropped unless they are asked for. An
entry tells the edition of the keys that vouched for it and the time in which its claims are valid; whoever recalls it
compares both, for the memory knows neither clock nor keys (docs/decisions/0062).
"""

from domain.identity.principal import Principal

MOST = 10_000  # entries of a generation
MOST_BYTES = 4 * 1024 * 1024  # of the fields of a generation; claims take some five times as much
LONGEST = 4 * 1024  # bytes of a field that is remembered
OLDEST = 300.0  # seconds after which a token is verified again


class Remembered:
    __slots__ = ("edition", "principal", "since", "until")

    def __init__(self, principal: Principal, edition: int, *, since: float, until: float) -> None:
        """`since` and `until` are of Clock.now."""
        self.principal = principal
        self.edition = edition
        self.since = since
        self.until = until


class TokenMemory:
    """By the bytes of the whole `Authorization` field."""

    __slots__ = ("_bytes", "_old", "_young")

    def __init__(self) -> None:
        self._young: dict[bytes, Remembered] = {}
        self._old: dict[bytes, Remembered] = {}
        self._bytes = 0  # of the young ones' fields

    def recall(self, field: bytes) -> Remembered | None:
        if len(field) > LONGEST:
            return None  # not even hashed
        found = self._young.get(field)
        if found is None and (found := self._old.get(field)) is not None:
            self.remember(field, found)
        return found

    def remember(self, field: bytes, entry: Remembered) -> None:
        if len(field) > LONGEST:
            return
        if len(self._young) >= MOST or self._bytes + len(field) > MOST_BYTES:
            self._old, self._young, self._bytes = self._young, {}, 0
        if field not in self._young:
            self._bytes += len(field)
        self._young[field] = entry

    def forget(self) -> None:
        self._young, self._old, self._bytes = {}, {}, 0
