"""The gateway's own endpoints, described where no gateway runs."""

from typing import Any

from application.asker import Asker
from domain.message.head import Head
from domain.message.reason import Reason
from domain.message.refusal import Refusal
from domain.plan.plan import Plan
from entrypoints.http.app import build_app
from entrypoints.http.state import GatewayState


class _Nowhere(GatewayState):
    """Nothing is in force, and nobody asks."""

    @property
    def plan(self) -> Plan | None:
        return None

    async def asked_by(self, head: Head, request_id: str) -> tuple[Plan | None, Asker | Refusal]:
        raise AssertionError(f"nobody asks for {head.path!r} as {request_id} here")

    @property
    def unready(self) -> Reason | None:
        return None

    @property
    def troubles(self) -> tuple[str, ...]:
        return ()


def own_description() -> dict[str, Any]:
    return build_app(_Nowhere()).openapi()
