"""The access log: one JSON line a request on standard output. Never a token, a query or a header."""

import logging
import sys
from typing import BinaryIO

import orjson
import structlog

from application.exchange import Exchange
from application.ports.observer import Observer


class StructlogAccessLog(Observer):
    def __init__(self, stream: BinaryIO | None = None) -> None:
        self._log = structlog.wrap_logger(
            structlog.BytesLogger(stream or sys.stdout.buffer),
            processors=[
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
                structlog.processors.JSONRenderer(serializer=orjson.dumps),
            ],
            wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        )

    def finished(self, exchange: Exchange) -> None:
        self._log.info("request", **{name: value for name, value in _fields(exchange).items() if value is not None})


def _fields(exchange: Exchange) -> dict[str, object]:
    return {
        "request_id": exchange.request_id,
        "method": exchange.method,
        "path": exchange.path,
        "host": exchange.host,
        "client": exchange.client,
        "route": exchange.route,
        "subject": exchange.subject,
        "status": exchange.status,
        "reason": exchange.reason,
        "why": exchange.why or None,
        "upstream": exchange.upstream,
        "target": exchange.target,
        "upstream_ms": _milliseconds(exchange.upstream_seconds),
        "ms": _milliseconds(exchange.seconds),
        "bytes_out": exchange.bytes_out,
        "bytes_in": exchange.bytes_in,
        "close_code": exchange.close_code,
        "cut": exchange.cut or None,
    }


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 2)
