"""Reading: a head becomes a request when its path and its host are sound, and a refusal otherwise."""

from ipaddress import ip_network

from domain.message.forwarding import TrustedProxies
from domain.message.head import Head
from domain.message.headers import Headers
from domain.message.reading import read_request
from domain.message.reason import HOST_INVALID, PATH_UNSAFE
from domain.message.refusal import Refusal
from domain.message.request import Request

NOBODY = TrustedProxies()
HOST = (b"host", b"API.example:8080")


def read(raw: bytes, headers: Headers, proxies: TrustedProxies = NOBODY) -> Request | Refusal:
    head = Head("GET", raw, b"page=2", headers, scheme="https", peer="10.0.0.1")
    return read_request(head, "r-1", proxies)


def test_a_sound_head_becomes_a_request_in_normal_form() -> None:
    request = read(b"/%6frders", [HOST])
    assert isinstance(request, Request)
    assert (request.id, request.method, request.path.raw, request.query) == ("r-1", "GET", b"/orders", b"page=2")
    assert (request.host, request.scheme, request.peer, request.client) == (
        "api.example", "https", "10.0.0.1", "10.0.0.1",
    )  # fmt: skip


def test_an_unsafe_path_is_refused() -> None:
    assert read(b"/a/../admin", [HOST]) == Refusal(PATH_UNSAFE, "a dot segment")


def test_where_it_is_told_to_a_path_is_normalised_instead() -> None:
    request = read_request(Head("GET", b"/a/../b", b"", [HOST]), "r-1", NOBODY, normalise=True)
    assert isinstance(request, Request)
    assert request.path.raw == b"/b"


def test_a_request_for_no_host_is_refused() -> None:
    assert read(b"/", []) == Refusal(HOST_INVALID, "not exactly one well-formed Host")


def test_the_client_behind_a_trusted_proxy_is_known() -> None:
    request = read(b"/", [HOST, (b"x-forwarded-for", b"1.1.1.1")], TrustedProxies((ip_network("10.0.0.0/8"),)))
    assert isinstance(request, Request)
    assert request.client == "1.1.1.1"


def test_http_1_0_may_name_no_host_and_is_then_for_routes_that_name_none() -> None:
    old = Head("GET", b"/", b"", [], version="1.0")
    request = read_request(old, "r1", TrustedProxies())
    assert isinstance(request, Request)
    assert request.host == ""
    unsound = read_request(Head("GET", b"/", b"", [(b"host", b"a/b")], version="1.0"), "r1", TrustedProxies())
    assert isinstance(unsound, Refusal)
