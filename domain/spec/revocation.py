"""What was written below `identity.revocation`."""

from dataclasses import dataclass, field

from domain.spec.place import Text


@dataclass(frozen=True, slots=True)
class RevocationSpec:
    """One of `file` and `redis`."""

    file: Text | None = None  # an absolute path
    redis: Text | None = None  # an address
    username: Text | None = None
    password: str | None = field(default=None, repr=False)
    stream: Text | None = None
    every: float = 2.0  # seconds
    stale_for: float = 10.0  # seconds
    fail: str = "closed"  # or `open`
    unnamed: str = "refuse"  # or `accept`
