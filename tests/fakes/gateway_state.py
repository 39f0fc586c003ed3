"""A running gateway, as far as its own pages can see."""

from domain.plan.plan import Plan
from entrypoints.http.state import GatewayState


class FakeGatewayState(GatewayState):
    def __init__(self, plan: Plan | None = None, *, is_draining: bool = False, troubles: tuple[str, ...] = ()) -> None:
        self._plan = plan
        self._troubles = troubles
        self._is_draining = is_draining

    @property
    def plan(self) -> Plan | None:
        return self._plan

    @property
    def is_ready(self) -> bool:
        return self._plan is not None and not self._is_draining

    @property
    def troubles(self) -> tuple[str, ...]:
        return self._troubles

    def reload(self, plan: Plan) -> None:
        self._plan = plan

    def drain(self) -> None:
        self._is_draining = True
