"""What was written below `compose` and `shape` of a route."""

from dataclasses import dataclass

from domain.spec.place import Place, Text

KEYS, FLAT = MERGES = ("keys", "flat")
REFUSE, PASS = OTHERS = ("refuse", "pass")
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FieldsSpec:
    """Which fields go out, and under which names."""

    pick: tuple[Text, ...] = ()
    drop: tuple[Text, ...] = ()
    rename: tuple[tuple[Text, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class ShapeSpec:
    at: Place
    fields: FieldsSpec
    wrap: Text | None = None
    meta: object = None  # as JSON has it; None: nothing
    limit: int = MIB  # bytes
    others: str = REFUSE  # answers that are no JSON


@dataclass(frozen=True, slots=True)
class JoinSpec:
    at: Place
    to: Text
    by: Text
    id: Text | None = None
    into: Text | None = None  # None: the part's own name
    most: int = 100
    at_once: int = 4


@dataclass(frozen=True, slots=True)
class PartSpec:
    name: Text
    get: Text
    upstream: Text
    optional: bool = False
    timeout: float | None = None  # seconds
    at: Text | None = None
    into: Text | None = None  # None: its own name
    flatten: bool | None = None  # None: as `merge` says
    limit: int = MIB  # bytes
    fields: FieldsSpec = FieldsSpec()
    join: JoinSpec | None = None


@dataclass(frozen=True, slots=True)
class ComposeSpec:
    at: Place
    parts: tuple[PartSpec, ...]
    merge: str = KEYS
    limit: int = 4 * MIB  # bytes
