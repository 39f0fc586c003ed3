"""The demo's four ports, and whether they are free.

Asked before anything starts, all four at once: somebody who has to move three ports should learn of them in one run.
"""

import errno
import socket
from contextlib import ExitStack
from dataclasses import asdict, dataclass

FLAGS = {"gateway": "--port", "identity": "--identity-port", "orders": "--orders-port", "users": "--users-port"}


@dataclass(frozen=True, slots=True)
class Ports:
    gateway: int = 8080
    identity: int = 9100
    orders: int = 9101
    users: int = 9102

    def services(self) -> dict[str, int]:
        """Everything behind the gateway."""
        return {"identity": self.identity, "orders": self.orders, "users": self.users}

    def complaints(self) -> list[str]:
        """One sentence a port that can't be had; none when the demo may start."""
        with ExitStack() as held:  # held together, so that one port given twice is found too
            return [
                f"port {port} for {name} {reason}: choose another one with {FLAGS[name]}"
                for name, port in asdict(self).items()
                if (reason := _maybe_reason(held, port))
            ]


def _maybe_reason(held: ExitStack, port: int) -> str | None:
    listener = held.enter_context(socket.socket())
    # As servers do: a port that only waits out its last connections (TIME_WAIT) is free.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen()
    except OSError as refused:
        return "is taken" if refused.errno == errno.EADDRINUSE else f"can't be used ({refused.strerror})"
    return None
