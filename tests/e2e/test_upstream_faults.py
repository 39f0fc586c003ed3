"""What an upstream may do to a gateway, and what its caller then gets: in time, with a reason, never half for whole."""

import http.client
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.e2e.rude import Rude, breaks_off, breaks_off_chunked, hangs, pours, resets, says
from tests.e2e.serving import Served, call, free_port

pytestmark = pytest.mark.e2e

UPSTREAMS = {
    "hangs": hangs,
    "resets": resets,
    "garbage": says(b"this is not HTTP\r\n\r\n"),
    "closes": says(b""),
    "half": breaks_off,
    "half-chunked": breaks_off_chunked,
    "pours": pours,
    "cookies": says(b"HTTP/1.1 200 OK\r\nset-cookie: a=1\r\nset-cookie: b=2\r\ncontent-length: 2\r\n\r\nok"),
    "moved": says(b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"),
    "zipped": says(b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\n\x1f\x8b\x00"),
    "angry": says(
        b"HTTP/1.1 500 No\r\ncontent-type: text/html\r\nx-trace: 7\r\nconnection: close\r\n"
        b"content-length: 9\r\n\r\n<p>no</p>"
    ),
    "unmodified": says(b"HTTP/1.1 304 Not Modified\r\netag: x\r\ncontent-length: 9\r\n\r\n"),
}


@pytest.fixture(scope="module")
def rude() -> Iterator[dict[str, Rude]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(Rude(manners)) for name, manners in UPSTREAMS.items()}


@pytest.fixture(scope="module")
def gateway(rude: dict[str, Rude], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("faults")
    ports = {**{name: one.port for name, one in rude.items()}, "refuses": free_port()}
    upstreams = "\n".join(
        f"  {name}: {{targets: [{{url: 'http://127.0.0.1:{port}'}}], timeout: {{connect: 1s, idle: 300ms}}}}"
        for name, port in ports.items()
    )
    routes = "\n".join(f"  {name}: {{match: 'GET /{name}', to: {name}, require: public}}" for name in ports)
    routes += "".join(
        f"\n  {means}: {{match: '/{means}', to: angry, errors: {{5XX: {means}}}, require: public}}"
        for means in ("wrap", "replace")
    )
    config = folder / "gateway.yaml"
    config.write_text(f"version: 1\nupstreams:\n{upstreams}\nroutes:\n{routes}\n")
    with Served(folder, config) as served:
        yield served


@pytest.mark.parametrize(
    ("name", "status", "reason"),
    [
        ("refuses", 502, "upstream-connect"),
        ("hangs", 504, "upstream-idle-timeout"),
        ("resets", 502, "upstream-reset"),
        ("closes", 502, "upstream-reset"),
        ("garbage", 502, "upstream-invalid"),
    ],
)
def test_a_failing_upstream_gives_its_status_and_reason(gateway: Served, name: str, status: int, reason: str) -> None:
    answer = call(gateway.port, "GET", f"/{name}")
    assert (answer.status, answer.reason) == (status, reason)
    assert answer.headers["content-type"] == "application/problem+json"


def test_no_refusal_names_the_target(gateway: Served, rude: dict[str, Rude]) -> None:
    answer = call(gateway.port, "GET", "/resets")
    assert str(rude["resets"].port).encode() not in answer.body
    assert b"127.0.0.1" not in answer.body


@pytest.mark.parametrize("name", ["half", "half-chunked"])
def test_half_an_answer_is_never_taken_for_a_whole_one(gateway: Served, name: str) -> None:
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        call(gateway.port, "GET", f"/{name}")


def test_repeated_headers_stay_repeated(gateway: Served) -> None:
    with socket.create_connection(("127.0.0.1", gateway.port), 5) as connection:
        connection.sendall(b"GET /cookies HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.index(b"set-cookie: a=1\r\n") < answer.index(b"set-cookie: b=2\r\n")


def test_redirects_are_passed_on_not_followed(gateway: Served) -> None:
    answer = call(gateway.port, "GET", "/moved")
    assert (answer.status, answer.headers["location"]) == (302, "http://127.0.0.1:1/")


def test_encoded_bodies_are_passed_on_as_they_are(gateway: Served) -> None:
    answer = call(gateway.port, "GET", "/zipped")
    assert (answer.body, answer.headers["content-encoding"]) == (b"\x1f\x8b\x00", "gzip")


@pytest.mark.parametrize(("means", "trace"), [("wrap", "7"), ("replace", None)])
def test_an_error_is_told_as_the_route_says_and_the_connection_goes_on(
    gateway: Served, means: str, trace: str | None
) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=5)) as connection:
        for method in ("GET", "HEAD", "GET"):
            connection.request(method, f"/{means}")
            answer = connection.getresponse()
            body = answer.read()
            assert (answer.status, answer.headers["content-type"]) == (500, "application/problem+json")
            assert answer.headers["x-trace"] == trace
            assert (b"upstream-error" in body, b"<p>" in body) == (method == "GET", False)


def test_a_304_that_names_a_length_is_passed_on(gateway: Served) -> None:
    assert call(gateway.port, "GET", "/unmodified").status == 304


def test_a_caller_who_leaves_mid_download_frees_the_upstream_at_once(gateway: Served, rude: dict[str, Rude]) -> None:
    with socket.create_connection(("127.0.0.1", gateway.port), 5) as connection:
        connection.sendall(b"GET /pours HTTP/1.1\r\nhost: x\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
    assert rude["pours"].left.wait(2)


def test_a_caller_who_leaves_while_waiting_frees_the_upstream_at_once(rude: dict[str, Rude], tmp_path: Path) -> None:
    with Rude(hangs) as upstream:
        config = tmp_path / "gateway.yaml"
        config.write_text(
            f"version: 1\nupstreams: {{slow: {{targets: [{{url: 'http://127.0.0.1:{upstream.port}'}}]}}}}\n"
            "routes: {slow: {match: 'GET /slow', to: slow, require: public}}\n"
        )
        with Served(tmp_path, config) as gateway:
            with socket.create_connection(("127.0.0.1", gateway.port), 5) as connection:
                connection.sendall(b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n")
                assert not upstream.left.wait(0.2)
            assert upstream.left.wait(2)
