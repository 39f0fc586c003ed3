"""The access log: one JSON line a request on standard output, written in batches off the way of requests.

A finished exchange is only put into a list. A moment later the lines of a batch are made and handed to a thread that
writes them, so that a reader who pauses holds up nobody; what is more than BACKLOG_BYTES is dropped, and counted in a
line of its own once there is room. Never a token; of headers, query and claims only
what the configuration decides by, where `server.log.replay` asks for it.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import orjson

from adapters.telemetry.log_writer import LogWriter
from application.exchange import Exchange
from application.ports.observer import Observer
from domain.identity.principal import Principal
from domain.permissions.recording import Recorded

INTERVAL = 0.05  # seconds from one batch to the next; a line alone goes out in the same turn of the loop
BATCH = 500  # lines that go out at once, however short the time: to make more of them would hold up the loop


class OrjsonAccessLog(Observer):
    def __init__(self, writer: LogWriter | None = None, now: Callable[[], float] = time.time) -> None:
        self._writer = writer or LogWriter()
        self._now = now
        self._waiting: list[tuple[float, Exchange]] = []
        self._flush_at = 0.0  # of the loop's time: no batch before
        self._is_due = False
        self._told = 0  # of `dropped`
        self._without_room = 0

    @property
    def dropped(self) -> int:
        """Lines that found no room, or could not be written, ever."""
        return self._without_room + self._writer.lost

    def finished(self, exchange: Exchange) -> None:
        self._waiting.append((self._now(), exchange))
        if len(self._waiting) >= BATCH:
            self.flush()
        elif not self._is_due:
            self._schedule()

    def flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        lines = [_line(moment, exchange) for moment, exchange in waiting]
        dropped = self.dropped
        if dropped > self._told and self._writer.take([_dropped(self._now(), dropped - self._told)]):
            self._told = dropped
        self._without_room += len(lines) - self._writer.take(lines)

    def close(self) -> None:
        """What waits is written, as far as somebody reads it."""
        self.flush()
        self._writer.close()

    def _rang(self) -> None:
        self._is_due = False
        self.flush()
        if self.dropped > self._told:  # told as soon as there is room, also where no other line comes
            self._schedule()

    def _schedule(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # nobody else is waiting either
            self.flush()
            return
        due = max(loop.time(), self._flush_at)
        self._flush_at = due + INTERVAL
        self._is_due = True
        loop.call_at(due, self._rang)


def _line(moment: float, exchange: Exchange) -> bytes:
    known: dict[str, Any] = {
        "request_id": exchange.request_id,
        "method": exchange.method,
        "path": exchange.path,
        "host": exchange.host,
        "client": exchange.client,
    }
    if exchange.route is not None:
        known["route"] = exchange.route
    if exchange.principal is not None:
        _tell_caller(known, exchange.principal)
    known["status"] = exchange.status
    for name in _NOT_ALWAYS:
        value = getattr(exchange, name)
        if value:
            known[name] = value
    if exchange.contract:
        known["contract"] = exchange.contract
    _tell_amounts(known, exchange)
    if exchange.recorded is not None:
        _tell_recorded(known, exchange.recorded, exchange.principal)
    known["event"], known["time"] = "request", iso_utc(moment)
    try:
        return orjson.dumps(known, option=_NEWLINE)
    except orjson.JSONEncodeError:  # half a surrogate pair, which no text in UTF-8 has; a number beyond 64 bits
        return orjson.dumps({name: _sound(value) for name, value in known.items()}, option=_NEWLINE)


def _tell_caller(known: dict[str, Any], caller: Principal) -> None:
    """Where there are no roles, the caller has none."""
    known["subject"], known["credential"] = caller.subject, caller.credential
    if caller.roles:
        known["roles"] = sorted(caller.roles)
    if caller.permissions:
        known["permissions"] = sorted(caller.permissions)


def _tell_amounts(known: dict[str, Any], exchange: Exchange) -> None:
    if exchange.upstream_seconds is not None:
        known["upstream_ms"] = _milliseconds(exchange.upstream_seconds)
    known["ms"] = _milliseconds(exchange.seconds)
    known["bytes_out"] = exchange.bytes_out
    if exchange.bytes_in is not None:
        known["bytes_in"] = exchange.bytes_in


def _tell_recorded(known: dict[str, Any], recorded: Recorded, caller: Principal | None) -> None:
    known["headers"], known["query"] = recorded.headers, recorded.query
    if caller is not None:
        known["claims"] = recorded.claims(caller)


_NOT_ALWAYS = ("reason", "why", "upstream", "target", "close_code", "cut")


def _sound(value: Any) -> Any:
    return value if isinstance(value, bool | float) else str(value).encode("utf-8", "replace").decode()


_NEWLINE = orjson.OPT_APPEND_NEWLINE


def iso_utc(moment: float) -> str:
    """As `2026-11-25T23:19:17.123456Z`; the part to the second is made once a second."""
    whole = int(moment)
    if whole != _second[0]:
        _second[:] = whole, time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole))
    return f"{_second[1]}.{int((moment - whole) * 1e6):06d}Z"


_second: list[Any] = [None, ""]


def _dropped(moment: float, lines: int) -> bytes:
    return orjson.dumps({"dropped": lines, "event": "access-log-dropped", "time": iso_utc(moment)}, option=_NEWLINE)


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 2)
