"""Hostile and odd requests as data: raw bytes, and what is to come of them. The rules are RFC 9110 and 9112.

`REFUSED`: the status and reason, and nothing reaches the upstream. `FORWARDED`: what the upstream then gets: a first
line, fields that it must have, and bytes that it must not. The gateway takes lines of 1 KiB, and 20 fields of 4 KiB.
"""

from dataclasses import dataclass


def get(target: bytes, *fields: bytes, version: bytes = b"HTTP/1.1", method: bytes = b"GET") -> bytes:
    """With `Host: a` unless a field of `fields` is about hosts."""
    given = fields if any(field.lower().startswith(b"host:") for field in fields) else (b"Host: a", *fields)
    return b"\r\n".join((b"%b %b %b" % (method, target, version), *given, b"", b""))


def post(*fields: bytes, body: bytes = b"", version: bytes = b"HTTP/1.1") -> bytes:
    return get(b"/p", *fields, method=b"POST", version=version) + body


CHUNKED = b"Transfer-Encoding: chunked"
ONE_CHUNK = b"1\r\nx\r\n0\r\n\r\n"

REFUSED: dict[str, tuple[bytes, int, str]] = {
    # Targets, in four forms and none.
    "connect, authority-form": (get(b"a:80", method=b"CONNECT"), 400, "target-invalid"),
    "connect, origin-form": (get(b"/x", method=b"CONNECT"), 400, "target-invalid"),
    "authority-form with get": (get(b"a:80"), 400, "target-invalid"),
    "asterisk-form with get": (get(b"*"), 400, "target-invalid"),
    "asterisk-form with more": (get(b"*/x", method=b"OPTIONS"), 400, "target-invalid"),
    "a relative target": (get(b"x/y"), 400, "target-invalid"),
    "an empty target": (b"GET  HTTP/1.1\r\nHost: a\r\n\r\n", 400, "target-invalid"),
    "a fragment": (get(b"/x#y"), 400, "target-invalid"),
    "a fragment in an absolute target": (get(b"http://a/x#y"), 400, "target-invalid"),
    "another scheme": (get(b"ftp://a/x"), 400, "target-invalid"),
    "a scheme with no authority": (get(b"http:///x"), 400, "target-invalid"),
    "user information": (get(b"http://me@a/x"), 400, "target-invalid"),
    "user information that looks like a host": (get(b"http://a:80@evil/x"), 400, "target-invalid"),
    "a space in a target": (get(b"/x y"), 400, "request-malformed"),
    "a tab in a target": (get(b"/x\ty"), 400, "target-invalid"),
    "NUL in a target": (get(b"/x\0y"), 400, "target-invalid"),
    "CR in a target": (get(b"/x\ry"), 400, "request-malformed"),
    "high bytes in a target": (get(b"/\xc3\xa9"), 400, "target-invalid"),
    "high bytes in a query": (get(b"/?\xc3\xa9"), 400, "target-invalid"),
    # Hosts.
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 400, "host-invalid"),
    "two hosts": (get(b"/", b"Host: a", b"Host: b"), 400, "host-invalid"),
    "two hosts that agree": (get(b"/", b"Host: a", b"Host: a"), 400, "host-invalid"),
    "two hosts in HTTP/1.0": (get(b"/", b"Host: a", b"Host: b", version=b"HTTP/1.0"), 400, "host-invalid"),
    "hosts in a list": (get(b"/", b"Host: a, b"), 400, "host-invalid"),
    "an empty host": (get(b"/", b"Host:"), 400, "host-invalid"),
    "a host with a path": (get(b"/", b"Host: a/b"), 400, "host-invalid"),
    "a host with user information": (get(b"/", b"Host: me@a"), 400, "host-invalid"),
    "a host with a space": (get(b"/", b"Host: a b"), 400, "host-invalid"),
    "a host with a port that is none": (get(b"/", b"Host: a:b"), 400, "host-invalid"),
    "a host with high bytes": (get(b"/", b"Host: \xc3\xa9"), 400, "host-invalid"),
    "another host than the target's": (get(b"http://a/x", b"Host: b"), 400, "host-invalid"),
    "another port than the target's": (get(b"http://a:81/x", b"Host: a"), 400, "host-invalid"),
    "no host beside an absolute target": (b"GET http://a/ HTTP/1.1\r\n\r\n", 400, "host-invalid"),
    "an absolute target whose host is none": (get(b"http://a,b/x"), 400, "host-invalid"),
    # Fields.
    "a space before the colon": (get(b"/", b"X-A : b"), 400, "header-unsafe"),
    "a tab before the colon": (get(b"/", b"X-A\t: b"), 400, "header-unsafe"),
    "a name that is no token": (get(b"/", b"X(A): b"), 400, "header-unsafe"),
    "a name with high bytes": (get(b"/", b"X-\xc3\xa9: b"), 400, "header-unsafe"),
    "an empty name": (get(b"/", b": b"), 400, "header-unsafe"),
    "no colon": (get(b"/", b"X-A"), 400, "header-unsafe"),
    "a folded line": (get(b"/", b"X-A: b\r\n c"), 400, "header-unsafe"),
    "a folded first line": (b"GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400, "request-malformed"),
    "NUL in a value": (get(b"/", b"X-A: b\0c"), 400, "header-unsafe"),
    "CR in a value": (get(b"/", b"X-A: b\rc"), 400, "header-unsafe"),
    "LF in a value": (get(b"/", b"X-A: b\nX-Evil: c"), 400, "header-unsafe"),
    "DEL in a value": (get(b"/", b"X-A: b\x7fc"), 400, "header-unsafe"),
    "a bell in a value": (get(b"/", b"X-A: b\x07c"), 400, "header-unsafe"),
    "LF at every line's end": (b"GET / HTTP/1.1\nHost: a\n\n", 400, "request-malformed"),
    "LF at the first line's end": (b"GET / HTTP/1.1\nHost: a\r\n\r\n", 400, "request-malformed"),
    "LF at the head's end": (b"GET / HTTP/1.1\r\nHost: a\r\n\n", 400, "header-unsafe"),
    # Versions and first lines.
    "HTTP/1.2": (get(b"/", version=b"HTTP/1.2"), 400, "request-malformed"),
    "HTTP/2.0": (get(b"/", version=b"HTTP/2.0"), 400, "request-malformed"),
    "HTTP/0.9 written out": (get(b"/", version=b"HTTP/0.9"), 400, "request-malformed"),
    "RTSP": (get(b"/x", version=b"RTSP/1.0", method=b"OPTIONS"), 400, "request-malformed"),
    "ICE": (get(b"/x", version=b"ICE/1.0", method=b"SOURCE"), 400, "request-malformed"),
    "a lower-case version": (get(b"/", version=b"http/1.1"), 400, "request-malformed"),
    "the preface of HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "request-malformed"),
    "two spaces before the version": (b"GET /  HTTP/1.1\r\nHost: a\r\n\r\n", 400, "request-malformed"),
    "TLS on a plain port": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400, "request-malformed"),
    # Framing.
    "a length beside chunks": (post(CHUNKED, b"Content-Length: 3", body=ONE_CHUNK), 400, "framing-invalid"),
    "chunks beside a length": (post(b"Content-Length: 3", CHUNKED, body=ONE_CHUNK), 400, "framing-invalid"),
    "two lengths": (post(b"Content-Length: 1", b"Content-Length: 2", body=b"xx"), 400, "framing-invalid"),
    "two lengths that agree": (post(b"Content-Length: 1", b"Content-Length: 1", body=b"x"), 400, "framing-invalid"),
    "lengths in a list": (post(b"Content-Length: 1, 1", body=b"x"), 400, "framing-invalid"),
    "a length with a plus": (post(b"Content-Length: +1", body=b"x"), 400, "framing-invalid"),
    "a negative length": (post(b"Content-Length: -1"), 400, "framing-invalid"),
    "a length with a space in it": (post(b"Content-Length: 1 0", body=b"x" * 10), 400, "framing-invalid"),
    "a length in hexadecimals": (post(b"Content-Length: 0x1", body=b"x"), 400, "framing-invalid"),
    "an empty length": (post(b"Content-Length:"), 400, "framing-invalid"),
    "a length beyond all numbers": (post(b"Content-Length: 1" + b"0" * 30), 400, "framing-invalid"),
    "gzip, chunked": (post(b"Transfer-Encoding: gzip, chunked", body=ONE_CHUNK), 400, "framing-invalid"),
    "chunked twice": (post(b"Transfer-Encoding: chunked, chunked", body=ONE_CHUNK), 400, "framing-invalid"),
    "chunked in two fields": (post(CHUNKED, CHUNKED, body=ONE_CHUNK), 400, "framing-invalid"),
    "identity": (post(b"Transfer-Encoding: identity"), 400, "framing-invalid"),
    "an empty transfer coding": (post(b"Transfer-Encoding:"), 400, "framing-invalid"),
    "xchunked": (post(b"Transfer-Encoding: xchunked", body=ONE_CHUNK), 400, "framing-invalid"),
    "a parameter of chunked": (post(b"Transfer-Encoding: chunked;a=b", body=ONE_CHUNK), 400, "framing-invalid"),
    "chunks in HTTP/1.0": (post(CHUNKED, body=ONE_CHUNK, version=b"HTTP/1.0"), 400, "framing-invalid"),
    "a chunk's size that is no number": (post(CHUNKED, body=b"z\r\nx\r\n0\r\n\r\n"), 400, "framing-invalid"),
    "a chunk's size with 0x": (post(CHUNKED, body=b"0x1\r\nx\r\n0\r\n\r\n"), 400, "framing-invalid"),
    "a negative chunk": (post(CHUNKED, body=b"-1\r\nx\r\n0\r\n\r\n"), 400, "framing-invalid"),
    "a chunk's size beyond all numbers": (post(CHUNKED, body=b"f" * 20 + b"\r\nx"), 400, "framing-invalid"),
    "a chunk's size that ends with LF": (post(CHUNKED, body=b"1\nx\r\n0\r\n\r\n"), 400, "framing-invalid"),
    "a chunk that is longer than its size": (post(CHUNKED, body=b"1\r\nxy\r\n0\r\n\r\n"), 400, "framing-invalid"),
    "a space before a chunk's size": (post(CHUNKED, body=b" 1\r\nx\r\n0\r\n\r\n"), 400, "framing-invalid"),
    "a space after a chunk's size": (post(CHUNKED, body=b"1 \r\nx\r\n0\r\n\r\n"), 400, "framing-invalid"),
    # Sizes.
    "a line that is too long": (get(b"/" + b"x" * 1024), 414, "target-too-long"),
    "a line without an end": (b"GET /" + b"x" * 2000, 414, "target-too-long"),
    "a query that is too long": (get(b"/?" + b"x" * 1024), 414, "target-too-long"),
    "a field that is too large": (get(b"/", b"X-A: " + b"x" * 4096), 431, "headers-too-large"),
    "fields that are too large together": (get(b"/", *[b"X-A: " + b"x" * 500] * 9), 431, "headers-too-large"),
    "too many fields": (get(b"/", *[b"X-A: b"] * 20), 431, "headers-too-large"),
    "a name that is too large": (get(b"/", b"x" * 4096 + b": a"), 431, "headers-too-large"),
    "a body that is too large": (post(b"Content-Length: 2000000"), 413, "body-too-large"),
}

# Refused by the gateway with `path-unsafe`, once they were found to be well-formed HTTP: the connection lives on.
UNSAFE_PATHS: dict[str, bytes] = {
    "a dot segment": get(b"/a/../b", b"Connection: close"),
    "an encoded dot segment": get(b"/a/%2e%2e/b", b"Connection: close"),
    "an empty segment": get(b"//a/b", b"Connection: close"),
    "a target that names a host without a scheme": get(b"//evil/b", b"Connection: close"),
    "an encoded slash": get(b"/a%2Fb", b"Connection: close"),
    "a backslash": get(b"/a\\b", b"Connection: close"),
    "an encoded NUL": get(b"/a%00b", b"Connection: close"),
    "an absolute target with a dot segment": get(b"http://a/x/../y", b"Connection: close"),
}


@dataclass(frozen=True)
class Received:
    line: bytes
    fields: tuple[bytes, ...] = ()  # whole lines, each exactly once
    never: tuple[bytes, ...] = ()  # in lower case, nowhere in what came
    body: bytes = b""


FORWARDED: dict[str, tuple[bytes, Received]] = {
    "origin-form": (get(b"/x?y=/../z"), Received(b"GET /x?y=/../z HTTP/1.1")),
    "absolute-form": (get(b"http://a/x?y"), Received(b"GET /x?y HTTP/1.1", (b"x-forwarded-host: a",))),
    "absolute-form without a path": (get(b"http://a"), Received(b"GET / HTTP/1.1")),
    "absolute-form with a query alone": (get(b"http://a?x"), Received(b"GET /?x HTTP/1.1")),
    "absolute-form in capitals": (get(b"HTTP://A/x"), Received(b"GET /x HTTP/1.1")),
    "absolute-form with the default port": (get(b"http://a:80/x"), Received(b"GET /x HTTP/1.1")),
    "absolute-form with a port": (get(b"http://a:81/x", b"Host: a:81"), Received(b"GET /x HTTP/1.1")),
    "absolute-form in HTTP/1.0 without a host": (
        b"GET http://a/x HTTP/1.0\r\n\r\n",
        Received(b"GET /x HTTP/1.1", (b"x-forwarded-host: a",)),
    ),
    "HTTP/1.0 without a host": (b"GET /x HTTP/1.0\r\n\r\n", Received(b"GET /x HTTP/1.1", (b"x-forwarded-host: ",))),
    "a known length": (post(b"Content-Length: 3", body=b"abc"), Received(b"POST /p HTTP/1.1", body=b"abc")),
    "a length with zeros before it": (
        post(b"Content-Length: 003", body=b"abc"),
        Received(b"POST /p HTTP/1.1", (b"content-length: 3",), body=b"abc"),
    ),
    "chunks in capitals": (
        post(b"transfer-encoding: Chunked", body=ONE_CHUNK),
        Received(b"POST /p HTTP/1.1", (b"transfer-encoding: chunked",), (b"content-length",), body=ONE_CHUNK),
    ),
    "extensions of chunks": (
        post(CHUNKED, body=b"1;evil=yes\r\nx\r\n0;evil\r\n\r\n"),
        Received(b"POST /p HTTP/1.1", (), (b"evil",), body=ONE_CHUNK),
    ),
    "trailers": (
        post(CHUNKED, body=b"1\r\nx\r\n0\r\nX-Request-Id: evil\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n"),
        Received(b"POST /p HTTP/1.1", (), (b"evil", b"6.6.6.6"), body=ONE_CHUNK),
    ),
    "an upgrade with a body": (
        post(
            b"Connection: Upgrade, HTTP2-Settings",
            b"Upgrade: h2c",
            b"HTTP2-Settings: AAM",
            b"Content-Length: 18",
            body=b"GET /evil HTTP/1.1",
        ),
        Received(b"POST /p HTTP/1.1", (), (b"upgrade", b"http2-settings"), body=b"GET /evil HTTP/1.1"),
    ),
    "an upgrade with a chunked body": (
        post(b"Connection: Upgrade", b"Upgrade: h2c", CHUNKED, body=ONE_CHUNK),
        Received(b"POST /p HTTP/1.1", (), (b"upgrade",), body=ONE_CHUNK),
    ),
    "an upgrade that nobody takes up": (
        get(b"/x", b"Connection: Upgrade", b"Upgrade: foo"),
        Received(b"GET /x HTTP/1.1", (), (b"upgrade",)),
    ),
    "a posing address": (
        get(b"/x", b"X-Forwarded-For: 6.6.6.6", b"Forwarded: for=6.6.6.6"),
        Received(b"GET /x HTTP/1.1", (b"x-forwarded-for: 127.0.0.1",), (b"6.6.6.6",)),
    ),
    "a posing address, underscored": (
        get(b"/x", b"x_forwarded_for: 6.6.6.6", b"X_Forwarded-For: 6.6.6.6", b"x-forwarded_for: 6.6.6.6"),
        Received(b"GET /x HTTP/1.1", (b"x-forwarded-for: 127.0.0.1",), (b"6.6.6.6",)),
    ),
    "a posing address, with dots": (
        get(b"/x", b"x.forwarded.for: 6.6.6.6", b"x~forwarded~for: 6.6.6.6"),
        Received(b"GET /x HTTP/1.1", (), (b"6.6.6.6",)),
    ),
    "a posing address, three times": (
        get(b"/x", *[b"X-Forwarded-For: 6.6.6.6"] * 3),
        Received(b"GET /x HTTP/1.1", (b"x-forwarded-for: 127.0.0.1",), (b"6.6.6.6",)),
    ),
    "a posing port and prefix": (
        get(b"/x", b"X-Forwarded-Port: 666", b"X-Forwarded-Prefix: /evil", b"x_forwarded_server: evil"),
        Received(b"GET /x HTTP/1.1", (), (b"forwarded-port", b"evil")),
    ),
    "a posing real address": (
        get(b"/x", b"X-Real-IP: 6.6.6.6", b"x_real_ip: 6.6.6.6"),
        Received(b"GET /x HTTP/1.1", (), (b"6.6.6.6",)),
    ),
    "a posing scheme and host": (
        get(b"/x", b"X-Forwarded-Proto: https", b"x_forwarded_host: evil", b"X-Forwarded-Host: evil"),
        Received(b"GET /x HTTP/1.1", (b"x-forwarded-proto: http", b"x-forwarded-host: a"), (b"evil", b"https")),
    ),
    "a posing request id": (
        get(b"/x", b"X-Request-Id: evil", b"x_request_id: evil"),
        Received(b"GET /x HTTP/1.1", (), (b"evil",)),
    ),
    "an underscored host": (get(b"/x", b"Host: a", b"_Host: b", b"HOST_: c"), Received(b"GET /x HTTP/1.1")),
    "an underscored length": (
        post(b"Content_Length: 40", b"Content-Length: 1", body=b"x"),
        Received(b"POST /p HTTP/1.1", (b"content-length: 1",), (b"content_length",), body=b"x"),
    ),
    "an underscored transfer coding": (
        post(b"Transfer_Encoding: chunked", b"Content-Length: 1", body=b"x"),
        Received(b"POST /p HTTP/1.1", (b"content-length: 1",), (b"chunked",), body=b"x"),
    ),
    "underscores in a name that is the caller's own": (
        get(b"/x", b"api_key: 1"),
        Received(b"GET /x HTTP/1.1", (b"api_key: 1",)),
    ),
    "a host that Connection names": (
        get(b"/x", b"Host: a", b"Connection: host, x-forwarded-for, x-request-id"),
        Received(b"GET /x HTTP/1.1", (b"x-forwarded-for: 127.0.0.1", b"x-forwarded-host: a")),
    ),
    "a length that Connection names": (
        post(b"Connection: content-length", b"Content-Length: 1", body=b"x"),
        Received(b"POST /p HTTP/1.1", (b"content-length: 1",), body=b"x"),
    ),
    "fields that end here": (
        get(
            b"/x",
            b"TE: trailers",
            b"Trailer: evil",
            b"Proxy-Authorization: evil",
            b"Keep-Alive: evil",
            b"Proxy-Connection: evil",
            b"Connection: X-Hop",
            b"X-Hop: evil",
        ),
        Received(b"GET /x HTTP/1.1", (), (b"evil", b"te: ", b"trailer")),
    ),
    "values with blanks around them": (get(b"/x", b"X-A: \t b \t"), Received(b"GET /x HTTP/1.1", (b"x-a: b",))),
    "a value that looks like another field": (
        get(b"/x", b"X-A: b%0d%0aX-Evil: c"),
        Received(b"GET /x HTTP/1.1", (b"x-a: b%0d%0aX-Evil: c",)),
    ),
    "empty lines before the request": (b"\r\n\r\n" + get(b"/x"), Received(b"GET /x HTTP/1.1")),
    "an odd expectation in HTTP/1.0": (
        post(b"Expect: 100-continue", b"Content-Length: 1", body=b"x", version=b"HTTP/1.0"),
        Received(b"POST /p HTTP/1.1", (), (b"expect",), body=b"x"),
    ),
    "a line that is just short enough": (
        get(b"/" + b"x" * (1024 - 14)),
        Received(b"GET /" + b"x" * (1024 - 14) + b" HTTP/1.1"),
    ),
}
