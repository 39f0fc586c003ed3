"""Methods that nobody has heard of travel like any other, and a route takes them only by name."""

import socket
from collections.abc import Iterator

import pytest

from tests.e2e.rude import Rude, says
from tests.e2e.serving import Served, call

pytestmark = pytest.mark.e2e
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Rude]]:
    folder = tmp_path_factory.mktemp("methods")
    with Rude(says(OK)) as upstream:
        (folder / "gateway.yaml").write_text(
            f"version: 1\nupstreams: {{pot: {{targets: [{{url: 'http://127.0.0.1:{upstream.port}'}}]}}}}\n"
            "routes:\n  brew: {match: 'BREW /pot', to: pot, require: public}\n"
            "  get: {match: 'GET,POST /pot', to: pot, require: public}\n"
        )
        with Served(folder, folder / "gateway.yaml") as gateway:
            yield gateway, upstream


def test_it_reaches_the_upstream_by_its_own_name(house: tuple[Served, Rude]) -> None:
    gateway, upstream = house
    assert call(gateway.port, "BREW", "/pot", body=b"tea").status == 200
    assert upstream.heads[-1].startswith(b"BREW /pot HTTP/1.1\r\n")
    assert upstream.heads[-1].endswith(b"tea")


def test_one_that_no_route_names_is_405(house: tuple[Served, Rude]) -> None:
    refused = call(house[0].port, "STEW", "/pot")
    assert (refused.status, refused.headers["allow"]) == (405, "BREW, GET, POST")


def test_on_a_kept_connection_each_message_has_its_own_method(house: tuple[Served, Rude]) -> None:
    gateway, upstream = house
    with socket.create_connection(("127.0.0.1", gateway.port), 5) as connection:
        for method in (b"BREW", b"GET", b"BREW"):
            connection.sendall(method + b" /pot HTTP/1.1\r\nhost: x\r\n\r\n")
            answer = b""
            while not answer.endswith(b"ok"):
                answer += connection.recv(1000)
            assert upstream.heads[-1].startswith(method + b" ")


def test_in_small_letters_it_is_refused(house: tuple[Served, Rude]) -> None:
    with socket.create_connection(("127.0.0.1", house[0].port), 5) as connection:
        connection.sendall(b"brew /pot HTTP/1.1\r\nhost: x\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.1 400 ")
