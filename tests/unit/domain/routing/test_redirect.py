"""Redirects: what is not written stays as the caller had it; ports that go without saying are not said."""

import pytest

from domain.message.headers import Headers
from domain.routing.redirect import Redirect
from domain.routing.rewrite import Rewrite
from tests.unit.domain.builders import request

NEW = Rewrite((b"new",), None)


def location(redirect: Redirect, host: bytes = b"api.example", scheme: str = "http", query: bytes = b"") -> bytes:
    headers: Headers = [(b"host", host)] if host else []
    return redirect.location(request(raw=b"/old", headers=headers, query=query), scheme)


@pytest.mark.parametrize(
    ("redirect", "host", "scheme", "expected"),
    [
        (Redirect(), b"api.example", "http", b"http://api.example/old"),
        (Redirect(), b"api.example:8080", "http", b"http://api.example:8080/old"),
        (Redirect(), b"api.example:80", "http", b"http://api.example/old"),
        (Redirect(), b"api.example:443", "https", b"https://api.example/old"),
        (Redirect(), b"api.example:80", "https", b"https://api.example:80/old"),
        (Redirect(), b"", "http", b"http://api.example/old"),
        (Redirect(), b"[::1]", "http", b"http://api.example/old"),
        (Redirect(scheme="https"), b"api.example:8080", "http", b"https://api.example/old"),
        (Redirect(scheme="https", port=443), b"api.example", "http", b"https://api.example/old"),
        (Redirect(scheme="https", port=8443), b"api.example", "http", b"https://api.example:8443/old"),
        (Redirect(port=8080), b"api.example:9", "http", b"http://api.example:8080/old"),
        (Redirect(port=80), b"api.example:9", "http", b"http://api.example/old"),
        (Redirect(host="example.org"), b"api.example:8080", "http", b"http://example.org:8080/old"),
        (Redirect(path=NEW), b"api.example", "http", b"http://api.example/new"),
    ],
)
def test_a_redirect_changes_what_it_names(redirect: Redirect, host: bytes, scheme: str, expected: bytes) -> None:
    assert location(redirect, host, scheme) == expected


def test_the_query_is_kept_byte_for_byte() -> None:
    assert location(Redirect(path=NEW), query=b"a=%2f&b") == b"http://api.example/new?a=%2f&b"
