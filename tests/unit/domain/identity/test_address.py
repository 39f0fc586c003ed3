"""Whoever can answer for the issuer can sign for it, so keys come over https or from this machine."""

import pytest

from domain.identity.address import is_trustworthy


@pytest.mark.parametrize(
    "address", ["https://idp.example/jwks", "http://127.0.0.1:9100/jwks", "http://localhost/", "http://[::1]:1/"]
)
def test_https_and_loopback_are_trusted(address: str) -> None:
    assert is_trustworthy(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://idp.example/jwks",
        "http://localhost.evil.example/",
        "http://127.0.0.1.evil.example/",
        "http://10.0.0.1/",
        "ftp://localhost/",
        "file:///etc/passwd",
        "https://",
        "http://[::1",
        "",
    ],
)
def test_nothing_else_is(address: str) -> None:
    assert is_trustworthy(address) is False


def test_plain_http_elsewhere_only_where_it_is_said_so() -> None:
    assert is_trustworthy("http://idp.example/jwks", insecure_http=True)
    assert not is_trustworthy("ftp://idp.example/jwks", insecure_http=True)
    assert not is_trustworthy("http://", insecure_http=True)
