"""AnswerParser: llhttp's events on one connection, one answer after the other, as an answer that may be passed on.

llhttp is strict by itself about line ends, folded fields, names, lengths, and a length beside chunks (RFC 9112, 6.3).
Refused here besides: versions that are not HTTP/1, statuses that do not exist, transfer codings that nobody asked for,
an unasked 101, heads and trailers without end, and whatever follows an answer. Trailers are dropped.
"""

from operator import itemgetter

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from domain.message.headers import Headers, values

LARGEST_HEAD = 64 * 1024  # bytes; of trailers and of a chunk's extensions as well
MOST_FIELDS = 128
NOT_HTTP = (HttpParserError, HttpParserUpgrade)
_CONTINUE, _SWITCHED, _FINAL, _BEYOND = 100, 101, 200, 600  # RFC 9110, 15: no other statuses
_START = b"HTTP/1."
_name_of = itemgetter(0)


class AnswerParser:
    __slots__ = (
        "_fields", "_is_dripped", "_parser", "_quiet", "_to_head",
        "has_head", "headers", "is_complete", "keeps_alive", "pieces", "status", "wants_body",
    )  # fmt: skip

    def __init__(self) -> None:
        self._parser: HttpResponseParser | None = HttpResponseParser(self)
        self.expect(to_head=False)

    def expect(self, *, to_head: bool) -> None:
        """The next answer begins; to a HEAD it has no body, whatever its head says."""
        self._to_head = to_head
        self._is_dripped = False
        self._quiet = 0  # bytes since the start of the head, or since the last of the body
        self._fields: Headers = []
        self.headers: Headers = []
        self.pieces: list[bytes] = []  # of the body; whoever reads takes them out
        self.status = 0
        self.has_head = self.is_complete = self.keeps_alive = False
        self.wants_body = False  # 100 was said

    def feed(self, data: bytes) -> None:
        """Raises NOT_HTTP. What stood before the fault has been taken in."""
        if not self._quiet and not self.has_head:
            self._begin(data)
        self._quiet += len(data)
        if self._to_head:
            self._feed_lines(data)
        else:
            self._feed(data)
        if self._quiet > LARGEST_HEAD and not self.is_complete:
            raise HttpParserError("a head or trailers without end")

    def close(self) -> None:
        """Unties the knot that the parser's bound methods make, so that nothing waits for the collector."""
        self._parser = None

    def ends_by_close(self) -> bool:
        """Whether only the connection's end ends the body."""
        return self.has_head and not any(name in (b"content-length", b"transfer-encoding") for name, _ in self.headers)

    # What llhttp calls.

    def on_message_begin(self) -> None:
        if self.is_complete:
            raise HttpParserError("there is something behind the answer")

    def on_header(self, name: bytes, value: bytes) -> None:
        self._fields.append((name.lower(), value.rstrip()))

    def on_headers_complete(self) -> None:
        parser = self._parser
        if parser is None:
            return
        status = self.status = parser.get_status_code()
        fields, self._fields = self._fields, []
        if self._is_dripped or self._quiet > LARGEST_HEAD or len(fields) > MOST_FIELDS:
            _check_size_and_version(parser, fields)
        if not _FINAL <= status < _BEYOND:
            self._take_interim(status)
            return
        if b"transfer-encoding" in map(_name_of, fields) and values(fields, b"transfer-encoding") != [b"chunked"]:
            raise HttpParserError("a transfer coding that was not asked for")
        self.headers = fields
        self.keeps_alive = parser.should_keep_alive() or (self._to_head and _stays(parser, fields))
        self.has_head = True

    def on_body(self, piece: bytes) -> None:
        if not self.has_head:
            raise HttpParserError("an interim answer with a body")
        self._quiet = 0
        self.pieces.append(piece)

    def on_message_complete(self) -> None:
        if self.has_head:
            self.is_complete = True
        else:
            self._is_dripped = True  # the next head's version has not been seen
            self._quiet = 1

    # Steps.

    def _feed(self, data: bytes) -> None:
        if self._parser is not None:
            self._parser.feed_data(data)

    def _begin(self, data: bytes) -> None:
        """llhttp takes RTSP and HTTP/2.0 as well, and lines before the first. Not formatting the version is cheaper."""
        if not data.startswith(_START):
            self._is_dripped = True
            if not _START.startswith(data):
                raise HttpParserError("this is not HTTP/1")

    def _feed_lines(self, data: bytes) -> None:
        """llhttp cannot be told of a HEAD, and would wait for a body. Line by line, the head's end shows."""
        start = 0
        while start < len(data):
            if self.has_head:
                raise HttpParserError("there is something behind the answer")
            end = data.find(b"\n", start) + 1 or len(data)
            self._feed(data[start:end])
            start = end
            if self._has_head_now():
                self.is_complete = True
                self._parser = HttpResponseParser(self)

    def _has_head_now(self) -> bool:
        return self.has_head

    def _take_interim(self, status: int) -> None:
        if not _CONTINUE <= status < _FINAL or status == _SWITCHED:
            raise HttpParserError(f"status {status} answers nothing that was asked")
        self.wants_body = self.wants_body or status == _CONTINUE


def _check_size_and_version(parser: HttpResponseParser, fields: Headers) -> None:
    if len(fields) > MOST_FIELDS or sum(len(name) + len(value) for name, value in fields) > LARGEST_HEAD:
        raise HttpParserError("the head is too large")
    if not parser.get_http_version().startswith("1."):
        raise HttpParserError("a version that is not HTTP/1")


def _stays(parser: HttpResponseParser, fields: Headers) -> bool:
    """llhttp thinks that an answer to HEAD without a length lasts until the connection ends."""
    tokens = b",".join(values(fields, b"connection")).lower().replace(b" ", b"").split(b",")
    return parser.get_http_version() == "1.1" and b"close" not in tokens
