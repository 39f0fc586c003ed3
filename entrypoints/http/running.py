"""What the gateway's own pages ask of the running gateway."""

from application.gateway import Gateway
from domain.message.reason import GATEWAY_NOT_READY, KEYS_UNAVAILABLE, Reason
from domain.plan.plan import Plan


class Running:
    """Ready is: a plan is in force, its issuers' keys were had once, and the process is not draining."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._is_draining = False

    @property
    def plan(self) -> Plan | None:
        runtime = self._gateway.runtime
        return runtime.plan if runtime else None

    @property
    def unready(self) -> Reason | None:
        runtime = self._gateway.runtime
        if runtime is None or self._is_draining:
            return GATEWAY_NOT_READY
        return KEYS_UNAVAILABLE if runtime.keyless() else None

    def drain(self) -> None:
        self._is_draining = True
        self._gateway.drain()
