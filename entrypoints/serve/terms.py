"""Terms: on which a gateway is served, as the command was told. The plan says nothing of them."""

import socket
from dataclasses import dataclass

from application.ports.last_good import LastGood
from entrypoints.control.watch import Watch


@dataclass(slots=True)
class Terms:
    name: str  # of the configuration, in faults
    bind: str
    workers: int
    watch: Watch | None = None  # None: nobody looks whether something has changed
    admin: socket.socket | None = None  # listens, for all workers
    last_good: LastGood | None = None
    refresh: float | None = None  # seconds after which documents are fetched again
