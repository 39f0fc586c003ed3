"""What was written below `upstreams`."""

from dataclasses import dataclass, field

from domain.spec.place import Text


@dataclass(frozen=True, slots=True)
class TargetSpec:
    url: Text
    weight: int = 1


@dataclass(frozen=True, slots=True)
class TimeoutSpec:
    """Seconds; None is "not written"."""

    connect: float | None = None
    idle: float | None = None
    total: float | None = None


@dataclass(frozen=True, slots=True)
class BreakerSpec:
    failures: int = 5
    cooldown: float = 10.0  # seconds


@dataclass(frozen=True, slots=True)
class UpstreamSpec:
    name: Text
    targets: tuple[TargetSpec, ...]
    timeout: TimeoutSpec = field(default_factory=TimeoutSpec)
    breaker: BreakerSpec | None = None
    keeps_host: bool = False  # the caller's Host is sent on, in place of the target's
