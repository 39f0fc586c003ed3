"""Limits: how much, how long and how many the server takes from callers before it refuses (docs/decisions/0020).

Times are in seconds, sizes in bytes. What each is refused with is in entrypoints/serve.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    request_line: int = 8 * 1024
    headers: int = 64 * 1024  # all fields of a head together, with their separators
    header_count: int = 100
    head_time: float = 10.0  # for a whole head; bytes that drip in do not renew it
    body_idle: float = 30.0  # in each such span at least `body_minimum` bytes of a body arrive
    body_minimum: int = 1024
    connections: int = 10_000  # of one worker
    keep_alive: float = 75.0  # above what common clients and load balancers keep a connection idle for
