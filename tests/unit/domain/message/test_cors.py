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
        *POLICY.grant(SHOP),
        (b"access-control-allow-methods", b"GET, POST"),
        (b"access-control-allow-headers", b"authorization"),
        (b"access-control-max-age", b"600"),
    )


def test_a_preflight_of_another_origin_hears_no_terms() -> None:
    assert POLICY.preflight(request("OPTIONS", headers=[(b"origin", EVIL), WANTED])) == ((b"vary", b"origin"),)


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


BELOW = CorsPolicy(
    frozenset(), b"*", b"*", credentials=False, max_age=5, below=((b"https://", b".bar.com"),), exposed=b"x-a"
)


@pytest.mark.parametrize("origin", [b"https://www.bar.com", b"https://a.b.bar.com"])
def test_an_origin_below_a_listed_name_is_granted(origin: bytes) -> None:
    assert BELOW.grant(origin)[0] == (b"access-control-allow-origin", origin)


@pytest.mark.parametrize(
    "origin",
    [
        b"https://bar.com", b"https://.bar.com", b"https://foobar.com", b"http://www.bar.com", b"https://a..bar.com",
        b"https://evil.com/.bar.com", b"https://www.bar.com.evil", b"https://evil.com#.bar.com", b"https://",
    ],
)  # fmt: skip
def test_an_origin_beside_it_is_not(origin: bytes) -> None:
    assert not BELOW.allows(origin)


def test_what_may_be_read_is_said_with_every_grant() -> None:
    assert (b"access-control-expose-headers", b"x-a") in BELOW.grant(b"https://www.bar.com")


@pytest.mark.parametrize(
    ("asked", "granted"), [(b"x-a, x-b", b"x-a, x-b"), (None, b""), (b"x\r\nset-cookie: a", b""), (b"x-\xfc", b"")]
)
def test_a_star_grants_what_is_asked_for_by_name(asked: bytes | None, granted: bytes) -> None:
    headers = [(b"origin", b"https://www.bar.com"), WANTED]
    if asked is not None:
        headers.append((b"access-control-request-headers", asked))
    terms = dict(BELOW.preflight(request("OPTIONS", headers=headers)) or ())
    assert terms[b"access-control-allow-methods"] == b"POST"
    assert terms[b"access-control-allow-headers"] == granted


PORTS = CorsPolicy(frozenset(), b"GET", b"", credentials=False, max_age=0, any_port=(b"http://localhost:",))


@pytest.mark.parametrize("origin", [b"http://localhost:3000", b"http://localhost:1", b"http://localhost:65535"])
def test_every_port_of_a_name_may_be_granted(origin: bytes) -> None:
    assert PORTS.allows(origin)


@pytest.mark.parametrize(
    "origin",
    [b"http://localhost", b"http://localhost:", b"http://localhost:1@evil", b"http://localhost:80.evil", b"null",
     b"https://localhost:3000", b"http://localhost:03", b"http://localhost:300000"],
)  # fmt: skip
def test_what_only_begins_like_a_name_and_a_port_is_not(origin: bytes) -> None:
    assert not PORTS.allows(origin)


def test_nobody_in_particular_is_never_granted_credentials_by_a_star() -> None:
    star = CorsPolicy(frozenset((b"*",)), b"GET", b"", credentials=True, max_age=0)
    assert (star.allows(b"null"), star.allows(EVIL), OPEN.allows(b"null")) == (False, True, True)


def test_an_answer_that_is_never_remembered_says_so() -> None:
    asked = request("OPTIONS", headers=[(b"origin", b"http://localhost:3000"), WANTED])
    assert (b"access-control-max-age", b"0") in (PORTS.preflight(asked) or ())


@pytest.mark.parametrize(("may", "asks", "granted"), [(True, b"true", 1), (True, b"false", 0), (False, b"true", 0)])
def test_a_private_network_is_opened_only_where_it_is_written_and_asked_for(
    may: bool, asks: bytes, granted: int
) -> None:
    policy = CorsPolicy(frozenset((SHOP,)), b"GET", b"", credentials=False, max_age=0, private_network=may)
    headers = [(b"origin", SHOP), WANTED, (b"access-control-request-private-network", asks)]
    terms = policy.preflight(request("OPTIONS", headers=headers)) or ()
    assert len([1 for name, _ in terms if name == b"access-control-allow-private-network"]) == granted
