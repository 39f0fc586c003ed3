"""What the gateway's own pages ask of the running gateway."""

from application.asker import ANYBODY, Asker, asker_of
from application.gateway import Gateway
from domain.message.head import Head
from domain.message.reason import GATEWAY_NOT_READY, KEYS_UNAVAILABLE, REVOCATION_UNAVAILABLE, Reason
from domain.message.refusal import Refusal
from domain.plan.plan import Plan


class Running:
    """Ready is: a plan is in force, keys and revocations were had once, and the process is not draining.

    It stays ready while what is revoked cannot be read: public routes answer, and all gateways would leave together.
    """

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._is_draining = False

    @property
    def plan(self) -> Plan | None:
        runtime = self._gateway.runtime
        return runtime.plan if runtime else None

    async def asked_by(self, head: Head, request_id: str) -> tuple[Plan | None, Asker | Refusal]:
        runtime = self._gateway.runtime
        if runtime is None:
            return None, ANYBODY
        runtime.enter()
        try:
            return runtime.plan, await asker_of(runtime, head, request_id)
        finally:
            runtime.leave()

    @property
    def unready(self) -> Reason | None:
        runtime = self._gateway.runtime
        if runtime is None or self._is_draining:
            return GATEWAY_NOT_READY
        if runtime.revoking is not None and runtime.revoking.holds_up:
            return REVOCATION_UNAVAILABLE
        return KEYS_UNAVAILABLE if runtime.keyless() else None

    @property
    def troubles(self) -> tuple[str, ...]:
        revoking = self._gateway.runtime.revoking if self._gateway.runtime else None
        return ("revocation-stale",) if revoking is not None and revoking.is_stale else ()

    def state(self, _: object) -> dict[str, object]:
        """For the admin address."""
        why = self.unready
        return {"ready": why is None, "why": why.name if why is not None else None}

    def drain(self) -> None:
        self._is_draining = True
        self._gateway.drain()
