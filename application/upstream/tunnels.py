"""Tunnels: all that are open in this process, so that they can be ended in order when it drains."""

from application.upstream.tunnel import Tunnel
from domain.message.closing import GOING_AWAY, ended_by_gateway

DRAINING = ended_by_gateway(GOING_AWAY, "gateway-draining")


class Tunnels:
    def __init__(self) -> None:
        self._open: set[Tunnel] = set()
        self._is_draining = False

    def enter(self, tunnel: Tunnel) -> None:
        self._open.add(tunnel)
        if self._is_draining:
            tunnel.end(DRAINING)

    def leave(self, tunnel: Tunnel) -> None:
        self._open.discard(tunnel)

    def drain(self) -> None:
        """Ends those that are open, and every later one at its start."""
        self._is_draining = True
        for tunnel in self._open:
            tunnel.end(DRAINING)
