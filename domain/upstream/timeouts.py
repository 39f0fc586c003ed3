"""Timeouts of one call, in seconds: to connect, between two signs of life of the upstream, and for the whole."""

from dataclasses import dataclass, field

from domain.spec.upstream import TimeoutSpec

DEFAULT_CONNECT, DEFAULT_IDLE = 2.0, 30.0


@dataclass(frozen=True, slots=True)
class Timeouts:
    connect: float = DEFAULT_CONNECT
    idle: float = DEFAULT_IDLE
    total: float | None = None  # None: as long as the upstream shows life, so that streams need no setting
    written: tuple[TimeoutSpec, ...] = field(default=(), compare=False, repr=False)  # the route's, the upstream's
