"""CORS: a listed origin may call and read, any other hears nothing of it."""

import pytest

from domain.message.cors import CorsPolicy
from domain.message.headers import Headers
from tests.unit.domain.builders import request

SHOP, EVIL = b"https://shop.example", b"https://evil.example"
POLICY = CorsPolicy(frozenset((SHOP,)), b"GET, POST", b"authorization", credentials=True, max_age=600)
OPEN = CorsPolicy(frozenset((b"*",)), b"GET", b"", credentials=False, max_age=60)
WANTED = (b"access-control-request-method", b"POST")


def test_a_listed_origin_is_granted_with_credentials() -> None:
    assert POLICY.grant(SHOP) == (
        (b"access-control-allow-origin", SHOP),
        (b"vary", b"origin"),
        (b"access-control-allow-credentials", b"true"),
    )


def test_credentials_are_granted_only_where_they_are_written() -> None:
    assert OPEN.grant(EVIL) == ((b"access-control-allow-origin", EVIL), (b"vary", b"origin"))


@pytest.mark.parametrize(
    "origin",
    [None, EVIL, b"null", b"", b"https://SHOP.example", b"https://shop.example.evil", b"http://shop.example"],
)
def test_no_other_origin_is_granted_anything(origin: bytes | None) -> None:
    assert POLICY.grant(origin) == ((b"vary", b"origin"),)


def test_a_preflight_of_a_listed_origin_hears_the_terms() -> None:
    asked = request("OPTIONS", headers=[(b"origin", SHOP), WANTED])
    assert POLICY.preflight(asked) == (
        (b"access-control-allow-methods", b"GET, POST"),
        (b"access-control-allow-headers", b"authorization"),
        (b"access-control-max-age", b"600"),
    )


def test_a_preflight_of_another_origin_hears_no_terms() -> None:
    assert POLICY.preflight(request("OPTIONS", headers=[(b"origin", EVIL), WANTED])) == ()


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        pytest.param("POST", [(b"origin", SHOP), WANTED], id="another method"),
        pytest.param("OPTIONS", [(b"origin", SHOP)], id="no method asked for"),
        pytest.param("OPTIONS", [WANTED], id="no origin"),
    ],
)
def test_what_is_no_preflight_is_an_ordinary_request(method: str, headers: Headers) -> None:
    assert POLICY.preflight(request(method, headers=headers)) is None
