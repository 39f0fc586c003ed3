"""A running gateway, as far as its own pages can see."""

from application.asker import ANYBODY, Asker
from domain.message.head import Head
from domain.message.reason import GATEWAY_NOT_READY, KEYS_UNAVAILABLE, Reason
from domain.message.refusal import Refusal
from domain.plan.plan import Plan
from entrypoints.http.state import GatewayState


class FakeGatewayState(GatewayState):
    def __init__(
        self,
        plan: Plan | None = None,
        *,
        is_draining: bool = False,
        has_keys: bool = True,
        troubles: tuple[str, ...] = (),
    ) -> None:
        self._plan = plan
        self._has_keys = has_keys
        self._troubles = troubles
        self._is_draining = is_draining
        self.askers: dict[str, Asker | Refusal] = {}

    @property
    def plan(self) -> Plan | None:
        return self._plan

    @property
    def unready(self) -> Reason | None:
        if self._plan is None or self._is_draining:
            return GATEWAY_NOT_READY
        return None if self._has_keys else KEYS_UNAVAILABLE

    @property
    def troubles(self) -> tuple[str, ...]:
        return self._troubles

    async def asked_by(self, head: Head, request_id: str) -> tuple[Plan | None, Asker | Refusal]:
        """Whoever says `authorization: NAME` is the caller of that name; bad ones are refused."""
        name = next((value.decode() for field, value in head.headers if field == b"authorization"), None)
        return self._plan, ANYBODY if name is None else self.askers[name]

    def reload(self, plan: Plan) -> None:
        self._plan = plan

    def drain(self) -> None:
        self._is_draining = True
