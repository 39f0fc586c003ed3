"""Heads: as they came off the wire."""

from domain.message.head import Head


def test_a_head_is_kept_as_it_came() -> None:
    head = Head("GET", b"/%2e%2e", b"a=1?", [(b"host", b"x")], scheme="https", peer="10.0.0.1")
    assert (head.method, head.path, head.query, head.headers) == ("GET", b"/%2e%2e", b"a=1?", [(b"host", b"x")])
    assert (head.scheme, head.peer) == ("https", "10.0.0.1")
