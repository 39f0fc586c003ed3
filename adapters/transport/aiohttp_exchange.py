"""One exchange on a wire: the head out, the body beside it, the final head back.

When it returns or raises, the caller's body is left alone: an upload that still runs is stopped, since an upstream that
answers early has heard enough (RFC 9112, 9.5), and that wire can carry no second request.
"""

import asyncio
from collections.abc import Callable

from aiohttp.client_proto import ResponseHandler
from aiohttp.http import RawResponseMessage
from aiohttp.http_exceptions import BadHttpMessage
from aiohttp.streams import StreamReader

from adapters.transport.aiohttp_upload import Upload
from adapters.transport.aiohttp_wire import Wire
from application.ports.transport import Call
from domain.message.headers import Headers, first

READ_BUFFER = 32 * 1024  # aiohttp stops reading at twice as much
LONGEST_FIELD = 16 * 1024  # bytes of a name and its value
MOST_FIELDS = 128
_INTERIM, _FINAL = range(100, 200), range(200, 600)  # RFC 9110, 15: there are no others
_CONTINUE, _SWITCHED = 100, 101

Head = tuple[RawResponseMessage, StreamReader]


async def exchange(wire: Wire, call: Call, head: bytes) -> tuple[Head, bool]:
    """The final head, and whether the whole request had been sent by then. Raises EXCHANGE_PROBLEMS."""
    _expect_answer(wire.protocol, call)
    if call.body is None:
        wire.socket.write(head)
        wire.count_silence(call.timeouts.idle)
        return await _final_head(wire, may_switch=call.message_limit is not None), True
    upload = Upload(wire, call.body, call.length, call.timeouts.idle, waits=_expects(call))
    sending = asyncio.create_task(upload.run(head))
    try:
        return await _final_head(wire, upload.go_on), upload.is_complete
    finally:
        sending.cancel()
        await asyncio.wait((sending,))


def headers_of(message: RawResponseMessage) -> Headers:
    """Raises BadHttpMessage for what must not be passed on; aiohttp reads answers leniently."""
    headers = [(name.lower(), value) for name, value in message.raw_headers]
    for name, value in headers:
        if b"\r" in value or b"\n" in value or b"\0" in value:
            raise BadHttpMessage("a header value holds a line break or NUL")
        if name == b"transfer-encoding" and value.lower() != b"chunked":
            raise BadHttpMessage("a transfer coding that was not asked for")
    return headers


def _expect_answer(protocol: ResponseHandler, call: Call) -> None:
    protocol.set_response_params(
        skip_payload=call.method == "HEAD",
        read_until_eof=True,
        auto_decompress=False,
        read_bufsize=READ_BUFFER,
        max_field_size=LONGEST_FIELD,
        max_headers=MOST_FIELDS,
    )


def _expects(call: Call) -> bool:
    """The caller sends its body only when told to, so the upstream is asked first (RFC 9110, 10.1.1)."""
    return (first(call.headers, b"expect") or b"").lower() == b"100-continue"


async def _final_head(wire: Wire, go_on: Callable[[], None] | None = None, *, may_switch: bool = False) -> Head:
    """`go_on` is called when the upstream says 100: it wants the body."""
    while True:
        message, payload = await wire.protocol.read()
        if message.code in _FINAL or (may_switch and message.code == _SWITCHED):
            wire.count_silence(None)
            wire.protocol.reader = payload
            return message, payload
        if message.code not in _INTERIM or message.code == _SWITCHED:
            raise BadHttpMessage(f"status {message.code} answers nothing that was asked")
        if message.code == _CONTINUE and go_on is not None:
            go_on()
        wire.protocol.start_timeout()  # aiohttp stops the timer at every head, also at a 103 with silence after it
