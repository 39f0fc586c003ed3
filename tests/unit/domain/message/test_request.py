"""Requests: the client is the peer unless trusted proxies say otherwise."""

from domain.message.request import Request
from tests.unit.domain.builders import path


def test_the_client_is_the_peer_unless_somebody_else_is_named() -> None:
    alone = Request(id="r-1", method="GET", path=path(b"/"), host="x", headers=[], peer="10.0.0.1")
    behind = Request(id="r-1", method="GET", path=path(b"/"), host="x", headers=[], peer="10.0.0.1", client="1.1.1.1")
    assert (alone.client, behind.client) == ("10.0.0.1", "1.1.1.1")
