"""What the gateway's own pages ask of the running gateway."""

from application.gateway import Gateway
from domain.plan.plan import Plan


class Running:
    """Ready is: a plan is in force, and the process is not draining."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._is_draining = False

    @property
    def plan(self) -> Plan | None:
        runtime = self._gateway.runtime
        return runtime.plan if runtime else None

    @property
    def is_ready(self) -> bool:
        return self._gateway.runtime is not None and not self._is_draining

    def drain(self) -> None:
        self._is_draining = True
        self._gateway.drain()
