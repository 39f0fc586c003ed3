"""Which cycle a request gets: the gateway's own, without ASGI, or uvicorn's, for pages, WebSockets and other doors."""

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from application.gateway import Gateway
from domain.message.head import Head
from domain.message.target import Target
from entrypoints.http.proxy import CUT
from entrypoints.serve.cycle import Cycle
from entrypoints.serve.direct import DirectCycle

if TYPE_CHECKING:
    from entrypoints.serve.reading import ReadingProtocol

AnyCycle = Cycle | DirectCycle


def direct_cycle(line: "ReadingProtocol", target: Target, gateway: Gateway) -> DirectCycle:
    peer, scheme = line.client[0] if line.client else "", line.scheme or "http"
    head = Head(
        line.word,
        target.path,
        target.query,
        line.headers,
        scheme=scheme,
        peer=peer,
        version=line.version,
        names=line.names,
    )
    return DirectCycle(line, gateway, head, keep_alive=line.keeps(), expects=b"expect" in line.names and _expects(line))


def asgi_cycle(line: "ReadingProtocol", target: Target) -> Cycle:
    cycle = Cycle(
        scope=asgi_scope(line, target),
        transport=line.transport,
        flow=line.flow,
        logger=line.logger,
        access_logger=line.access_logger,
        access_log=line.access_log,
        default_headers=line.server_state.default_headers,
        message_event=asyncio.Event(),
        expect_100_continue=_expects(line),
        keep_alive=line.keeps(),
        on_response=line.on_response_complete,
    )
    cycle.line = line
    return cycle


def asgi_scope(line: "ReadingProtocol", target: Target) -> Any:
    raw_path = target.path.decode("ascii")
    return {
        "type": "http",
        "asgi": {"version": line.asgi_version, "spec_version": "2.3"},
        "http_version": line.version,
        "server": line.server,
        "client": line.client,
        "scheme": line.scheme,
        "root_path": "",
        "headers": line.headers,
        "state": line.app_state.copy(),
        "method": line.word,
        "path": unquote(raw_path) if "%" in raw_path else raw_path,
        "raw_path": target.path,
        "query_string": target.query,
        CUT: line.cut,  # ours, beside ASGI's own
    }


def _expects(line: "ReadingProtocol") -> bool:
    return line.version != "1.0" and line.names.get(b"expect", b"").lower() == b"100-continue"
