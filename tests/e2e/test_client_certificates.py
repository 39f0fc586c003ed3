"""Certificates at a running gateway: two peers say the same, and one of them is believed."""

import http.client
from collections.abc import Iterator

import pytest

from tests.e2e.rude import Rude, says
from tests.e2e.serving import Answered, Served

pytestmark = pytest.mark.e2e
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok"
TRUSTED, STRANGER = "127.0.0.2", "127.0.0.3"
XFCC = 'By=spiffe://shop/envoy;Hash=ab;Subject="CN=orders, O=Shop";URI=spiffe://shop/orders'
CONFIG = """version: 1
server: {{trusted_proxies: [127.0.0.2]}}
identity:
  certificates:
    mesh: {{header: x-forwarded-client-cert, subject: uri, roles: {{"spiffe://shop/*": [viewer]}}}}
permissions: {{roles: {{viewer: {{}}}}}}
upstreams:
  orders:
    targets: [{{url: "http://127.0.0.1:{port}"}}]
    identity: {{headers: {{x-user: subject, x-hash: {{claim: hash}}}}}}
routes:
  orders: {{match: GET /orders, to: orders, require: {{role: viewer}}}}
  open: {{match: GET /open, to: orders, require: public}}
"""


class Shop:
    def __init__(self, gateway: Served, upstream: Rude) -> None:
        self._gateway = gateway
        self.upstream = upstream

    def call(self, path: str, peer: str, field: str = XFCC) -> Answered:
        connection = http.client.HTTPConnection("127.0.0.1", self._gateway.port, 20, source_address=(peer, 0))
        connection.request("GET", path, headers={"X-Forwarded-Client-Cert": field} if field else {})
        try:
            return Answered(connection.getresponse())
        finally:
            connection.close()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("certificates")
    with Rude(says(OK)) as upstream:
        (folder / "gateway.yaml").write_text(CONFIG.format(port=upstream.port))
        with Served(folder, folder / "gateway.yaml") as gateway:
            yield Shop(gateway, upstream)


def test_the_trusted_proxy_says_who_is_calling(shop: Shop) -> None:
    assert shop.call("/orders", TRUSTED).status == 200
    head = shop.upstream.heads[-1].lower()
    assert b"x-user: spiffe://shop/orders" in head
    assert b"x-hash: ab" in head


def test_a_stranger_who_says_the_same_is_refused(shop: Shop) -> None:
    before = len(shop.upstream.heads)
    refused = shop.call("/orders", STRANGER)
    assert (refused.status, refused.reason) == (401, "certificate-untrusted")
    assert len(shop.upstream.heads) == before


def test_two_certificates_are_none(shop: Shop) -> None:
    refused = shop.call("/orders", TRUSTED, f"{XFCC},{XFCC}")
    assert (refused.status, refused.reason) == (401, "certificate-malformed")


def test_without_one_it_is_missing(shop: Shop) -> None:
    assert shop.call("/orders", TRUSTED, "").reason == "credential-missing"


@pytest.mark.parametrize("path", ["/orders", "/open"])
@pytest.mark.parametrize("peer", [TRUSTED, STRANGER])
def test_no_upstream_ever_sees_the_header(shop: Shop, path: str, peer: str) -> None:
    shop.call(path, peer)
    assert b"client-cert" not in shop.upstream.heads[-1].lower()
