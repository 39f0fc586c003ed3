"""What goes out is what was given: every byte of target and headers, and nothing else."""

from pathlib import Path

import pytest

from application.ports.transport import Call
from domain.message.headers import Header
from domain.upstream.failure import FailureKind
from tests.fakes.calls import call, failure_of, pieces, read
from tests.fakes.reaching import OpenTo
from tests.fakes.upstream import answers

EMPTY = answers(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
TARGETS = [
    b"/a%2Fb",
    b"/%7Ex",
    b"/a;b",
    b"/x?",
    b"/x?y=%zz&&=",
    b"//",
    b"//x/../y",
    b"/a#b",
    b"/caf\xc3\xa9?\xe9",
    b"*",
]


async def sent(open_to: OpenTo, made: Call) -> bytes:
    transport, upstream = await open_to(EMPTY)
    await read(await transport.send(made))
    return upstream.requests[0].replace(upstream.target.authority.encode(), b"HERE")


@pytest.mark.parametrize("target", TARGETS)
async def test_a_target_is_sent_byte_for_byte(open_to: OpenTo, target: bytes) -> None:
    assert (await sent(open_to, call(target=target))).startswith(b"GET " + target + b" HTTP/1.1\r\n")


async def test_nothing_is_added_but_host(open_to: OpenTo) -> None:
    assert await sent(open_to, call()) == b"GET / HTTP/1.1\r\nhost: HERE\r\n\r\n"


async def test_a_post_gets_no_media_type(open_to: OpenTo) -> None:
    assert b"content-type" not in (await sent(open_to, call("POST", body=b"x"))).lower()


async def test_headers_keep_their_order_and_repeats(open_to: OpenTo) -> None:
    headers = [(b"x-b", b"1"), (b"x-a", b"2"), (b"x-b", b"3"), (b"cookie", b"a=1"), (b"cookie", b"b=2")]
    lines = b"x-b: 1\r\nx-a: 2\r\nx-b: 3\r\ncookie: a=1\r\ncookie: b=2\r\n\r\n"
    assert (await sent(open_to, call(headers=headers))).endswith(b"host: HERE\r\n" + lines)


@pytest.mark.parametrize("value", [bytes(range(0x80, 0x100)), "grüße, 世界".encode(), b"tab\tand space", b""])
async def test_every_byte_of_a_value_arrives(open_to: OpenTo, value: bytes) -> None:
    assert b"\r\nx-raw: " + value + b"\r\n" in await sent(open_to, call(headers=[(b"x-raw", value)]))


async def test_a_host_that_is_given_is_sent_instead_of_the_targets(open_to: OpenTo) -> None:
    assert await sent(open_to, call(headers=[(b"host", b"shop")])) == b"GET / HTTP/1.1\r\nhost: shop\r\n\r\n"


@pytest.mark.parametrize(
    "header",
    [
        (b"x", b"a\r\nevil: 1"),
        (b"x", b"a\n"),
        (b"x", b"\0"),
        (b"x", b"\x7f"),
        (b"x y", b""),
        (b"x:", b""),
        (b"", b"a"),
        (b"caf\xe9", b""),
    ],
)
async def test_a_header_that_cannot_travel_is_refused_before_anything_is_sent(open_to: OpenTo, header: Header) -> None:
    transport, upstream = await open_to(EMPTY)
    assert failure_of(await transport.send(call(headers=[header]))).kind is FailureKind.CALLER_HEADER
    assert not upstream.peers


@pytest.mark.parametrize("target", [b"/a b", b"/a\r\nevil: 1", b"/\0", b""])
async def test_a_target_that_would_end_early_is_refused(open_to: OpenTo, target: bytes) -> None:
    transport, upstream = await open_to(EMPTY)
    assert failure_of(await transport.send(call(target=target))).kind is FailureKind.CALLER_HEADER
    assert not upstream.peers


async def test_two_hosts_are_refused(open_to: OpenTo) -> None:
    transport, _ = await open_to(EMPTY)
    two = [(b"host", b"a"), (b"host", b"b")]
    assert failure_of(await transport.send(call(headers=two))).kind is FailureKind.CALLER_HEADER


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "OPTIONS"])
async def test_these_without_a_body_have_no_framing(open_to: OpenTo, method: str) -> None:
    assert await sent(open_to, call(method)) == method.encode() + b" / HTTP/1.1\r\nhost: HERE\r\n\r\n"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
@pytest.mark.parametrize("length", [None, 0])
async def test_these_without_a_body_say_so(open_to: OpenTo, method: str, length: int | None) -> None:
    assert (await sent(open_to, call(method, length=length))).endswith(b"host: HERE\r\ncontent-length: 0\r\n\r\n")


@pytest.mark.parametrize("method", ["GET", "DELETE", "OPTIONS", "POST", "PURGE", "get"])
async def test_a_body_of_known_length_is_not_chunked(open_to: OpenTo, method: str) -> None:
    got = await sent(open_to, call(method, body=pieces(b"ab", b"", b"cde"), length=5))
    assert got == method.encode() + b" / HTTP/1.1\r\nhost: HERE\r\ncontent-length: 5\r\n\r\nabcde"


@pytest.mark.parametrize("method", ["GET", "DELETE", "POST"])
async def test_a_body_of_unknown_length_is_chunked(open_to: OpenTo, method: str) -> None:
    got = await sent(open_to, call(method, body=pieces(b"ab", b"", b"c" * 16)))
    chunks = b"2\r\nab\r\n10\r\n" + b"c" * 16 + b"\r\n0\r\n\r\n"
    assert got == method.encode() + b" / HTTP/1.1\r\nhost: HERE\r\ntransfer-encoding: chunked\r\n\r\n" + chunks


@pytest.mark.parametrize(
    ("length", "framing"), [(0, b"content-length: 0\r\n\r\n"), (None, b"chunked\r\n\r\n0\r\n\r\n")]
)
async def test_an_empty_body_ends(open_to: OpenTo, length: int | None, framing: bytes) -> None:
    assert (await sent(open_to, call("POST", body=pieces(), length=length))).endswith(framing)


async def test_framing_is_the_transports_whatever_the_headers_say(open_to: OpenTo) -> None:
    smuggling = [(b"content-length", b"99"), (b"transfer-encoding", b"chunked")]
    got = await sent(open_to, call("POST", headers=smuggling, body=b"abc"))
    assert got == b"POST / HTTP/1.1\r\nhost: HERE\r\ncontent-length: 3\r\n\r\nabc"


async def test_an_expectation_does_not_hold_the_body_back(open_to: OpenTo) -> None:
    got = await sent(open_to, call("POST", headers=[(b"expect", b"100-continue")], body=b"abc"))
    assert got.endswith(b"expect: 100-continue\r\ncontent-length: 3\r\n\r\nabc")


async def test_the_environment_has_no_say(open_to: OpenTo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert b"authorization" not in (await sent(open_to, call())).lower()


async def test_cookies_are_not_kept(open_to: OpenTo) -> None:
    transport, upstream = await open_to(answers(b"HTTP/1.1 200 OK\r\nset-cookie: a=1\r\ncontent-length: 0\r\n\r\n"))
    for _ in range(2):
        await read(await transport.send(call()))
    assert b"cookie" not in upstream.requests[1]
