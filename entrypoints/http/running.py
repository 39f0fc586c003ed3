"""What the gateway's own pages ask of the running gateway."""

from application.gateway import Gateway
from domain.plan.plan import Plan


class Running:
    """Ready is: a plan is in force, what is revoked was read once, and the process is not draining.

    Later it stays ready while that cannot be read: public routes answer, and all gateways would leave together.
    """

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._is_draining = False

    @property
    def plan(self) -> Plan | None:
        runtime = self._gateway.runtime
        return runtime.plan if runtime else None

    @property
    def is_ready(self) -> bool:
        runtime = self._gateway.runtime
        if runtime is None or self._is_draining:
            return False
        return runtime.revoking is None or not runtime.revoking.holds_up

    @property
    def troubles(self) -> tuple[str, ...]:
        revoking = self._gateway.runtime.revoking if self._gateway.runtime else None
        return ("revocation-stale",) if revoking is not None and revoking.is_stale else ()

    def drain(self) -> None:
        self._is_draining = True
        self._gateway.drain()
