"""Targets: one address in an upstream, with its weight."""

import re
from dataclasses import dataclass

from domain.spec.upstream import AUTO, DEFAULT_CONNECTIONS

_URL = re.compile(r"(https?)://([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?(/?)")
_HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Target:
    scheme: str
    host: str  # a name, an IPv4 address, or an IPv6 address in brackets
    port: int
    weight: int = 1
    connections: int = DEFAULT_CONNECTIONS  # at once, a worker
    transport: str = AUTO  # one of TRANSPORTS

    @property
    def authority(self) -> str:
        """For `Host`: without a port that is the scheme's own (RFC 9110, 4.2)."""
        return self.host if self.port == default_port(self.scheme) else f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"


def default_port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def parse_target(
    url: str, weight: int = 1, connections: int = DEFAULT_CONNECTIONS, transport: str = AUTO
) -> Target | None:
    """`http://name:port` or https; None for anything else, also for a path, a query or a user in the address."""
    found = _URL.fullmatch(url)
    if not found:
        return None
    port = int(found[3] or default_port(found[1]))
    if not 0 < port <= _HIGHEST_PORT:
        return None
    return Target(found[1], found[2].lower(), port, weight, connections, transport)
