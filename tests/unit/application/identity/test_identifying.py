"""Several credentials on one route: the first kind that is presented counts, and a bad one is never skipped over."""

import pytest

from domain.message.headers import values
from tests.fakes.gateway_text import read
from tests.unit.application.house import CLAIMS, House

CONFIG = """
version: 1
identity:
  issuers:
    main: {issuer: "https://idp.example", audience: [shop], keys: {secret: "a secret of at least thirty-two bytes"},
           algorithms: [HS256], claims: {roles: roles}}
    partner: {issuer: "https://partner.example", audience: [shop], algorithms: [HS256],
              keys: {secret: "another secret of at least 32 bytes"}}
  cookies:
    session: {name: sid, issuer: main, origins: ["https://shop.example"]}
upstreams: {orders: {targets: [{url: "http://orders:8080"}]}}
defaults: {credentials: [main, partner, session], require: authenticated}
routes:
  all: {match: "GET,POST /all", to: orders}
  only-session: {match: "GET /session", to: orders, credentials: [session]}
  only-partner: {match: "GET /partner", to: orders, issuer: partner}
"""
HOSTILE = "https://idp.example.evil"


@pytest.fixture
async def house() -> House:
    house = House(CONFIG)
    verifier = house.opening.verifier
    verifier.accept("of-main", {**CLAIMS, "sub": "ada"})
    verifier.accept("of-partner", {**CLAIMS, "sub": "bob", "iss": "https://partner.example"})
    verifier.accept("of-nobody", {**CLAIMS, "sub": "eve", "iss": HOSTILE})
    verifier.accept("old", {**CLAIMS, "sub": "ada", "exp": 1})
    return house


async def asked(house: House, path: bytes, *headers: tuple[bytes, bytes], method: str = "GET") -> tuple[int, str]:
    """The status, and the subject or the reason."""
    reply = await house.ask(method, path, headers=list(headers))
    await reply.release()
    exchange = house.observer.exchanges[-1]
    return reply.status, exchange.reason or exchange.subject or ""


def bearer(token: str) -> tuple[bytes, bytes]:
    return b"authorization", b"Bearer " + token.encode()


def cookie(token: str) -> tuple[bytes, bytes]:
    return b"cookie", b"theme=dark; sid=" + token.encode()


async def test_a_token_is_held_against_the_issuer_that_it_names(house: House) -> None:
    for _ in range(2):  # the second time by memory
        assert await asked(house, b"/all", bearer("of-main")) == (200, "ada")
        assert await asked(house, b"/all", bearer("of-partner")) == (200, "bob")


async def test_a_token_of_an_issuer_that_is_not_accepted_is_refused(house: House) -> None:
    assert await asked(house, b"/all", bearer("of-nobody")) == (401, "token-issuer")
    assert await asked(house, b"/partner", bearer("of-main")) == (401, "token-issuer")
    assert await asked(house, b"/all", bearer("opaque")) == (401, "token-issuer")
    assert await asked(house, b"/all", (b"authorization", b"Basic YTpi")) == (401, "token-malformed")


async def test_a_bad_token_is_not_made_good_by_a_good_cookie(house: House) -> None:
    assert await asked(house, b"/all", bearer("old"), cookie("of-main")) == (401, "token-expired")
    assert await asked(house, b"/all", cookie("of-main")) == (200, "ada")


async def test_a_cookie_changes_nothing_from_another_origin(house: House) -> None:
    ours, theirs = (b"origin", b"https://shop.example"), (b"origin", b"https://evil.example")
    assert await asked(house, b"/all", cookie("of-main"), ours, method="POST") == (200, "ada")
    assert await asked(house, b"/all", cookie("of-main"), theirs, method="POST") == (403, "origin-refused")
    assert await asked(house, b"/all", cookie("of-main"), method="POST") == (403, "origin-refused")
    assert await asked(house, b"/all", cookie("a b")) == (401, "token-malformed")


async def test_a_cookie_counts_only_where_it_is_accepted(house: House) -> None:
    assert await asked(house, b"/partner", cookie("of-main")) == (401, "token-missing")
    assert await asked(house, b"/session", cookie("of-main")) == (200, "ada")
    assert await asked(house, b"/session", bearer("of-main")) == (401, "token-missing")


async def test_nothing_presented_is_refused_with_each_challenge_once(house: House) -> None:
    reply = await house.ask("GET", b"/all")
    assert reply.status == 401
    assert values(reply.headers, b"www-authenticate") == [b'Bearer realm="limen"']


async def test_issuer_and_credentials_together_are_a_fault() -> None:
    written = CONFIG.replace("issuer: partner}", "issuer: partner, credentials: [main]}")
    found = read(written)
    assert isinstance(found, tuple)
    assert [fault.code for fault in found] == ["credentials-twice"]
