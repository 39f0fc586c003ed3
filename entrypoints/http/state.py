"""The state: all that the gateway's own pages need to know of the running gateway."""

from abc import abstractmethod
from typing import Protocol

from application.asker import Asker
from domain.message.head import Head
from domain.message.reason import Reason
from domain.message.refusal import Refusal
from domain.plan.plan import Plan


class GatewayState(Protocol):
    @property
    @abstractmethod
    def plan(self) -> Plan | None:
        """The plan that requests meet now: a new object after each reload; None before the first."""

    @abstractmethod
    async def asked_by(self, head: Head, request_id: str) -> tuple[Plan | None, Asker | Refusal]:
        """Who asks, as the doors of a plan know them; and that plan."""

    @property
    @abstractmethod
    def unready(self) -> Reason | None:
        """Why it may not be sent traffic: no plan, draining, keys or revocations that were never had."""

    @property
    @abstractmethod
    def troubles(self) -> tuple[str, ...]:
        """What it goes on without, though it is ready: words that stay the same once released."""
