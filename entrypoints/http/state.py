"""The state: all that the gateway's own pages need to know of the running gateway."""

from abc import abstractmethod
from typing import Protocol

from domain.message.reason import Reason
from domain.plan.plan import Plan


class GatewayState(Protocol):
    @property
    @abstractmethod
    def plan(self) -> Plan | None:
        """The plan that requests meet now: a new object after each reload; None before the first."""

    @property
    @abstractmethod
    def unready(self) -> Reason | None:
        """Why it may not be sent traffic: no plan, draining, keys or revocations that were never had."""

    @property
    @abstractmethod
    def troubles(self) -> tuple[str, ...]:
        """What it goes on without, though it is ready: words that stay the same once released."""
