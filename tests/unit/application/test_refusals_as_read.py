"""Refusals through the whole gateway, in the form that their caller reads: with CORS, ready fields and own words."""

from domain.message.headers import Headers, first, values
from tests.unit.application.house import CONFIG, House

BROWSER: Headers = [(b"accept", b"text/html,*/*;q=0.8")]
SAFE = (
    CONFIG.replace("body_limit: 10B", "body_limit: 10B\n  security: api").rstrip("\n")
    + """
  worded: {match: /worded, to: orders, require: authenticated, refusals: {token-missing: {text: "no {reason}"}}}
"""
)


async def test_where_accept_decides_vary_says_so_beside_what_cors_says() -> None:
    reply = await House().ask("GET", b"/orders", headers=BROWSER)
    assert (reply.status, values(reply.headers, b"vary")) == (401, [b"origin, accept"])
    assert first(reply.headers, b"content-type") == b"text/html; charset=utf-8"
    assert first(reply.headers, b"www-authenticate") is not None


async def test_an_app_in_a_browser_reads_the_document() -> None:
    asked: Headers = [(b"accept", b"*/*"), (b"origin", b"https://shop.example")]
    reply = await House().ask("GET", b"/orders", headers=asked)
    assert first(reply.headers, b"content-type") == b"application/problem+json"
    assert first(reply.headers, b"access-control-allow-origin") == b"https://shop.example"
    assert values(reply.headers, b"vary") == [b"origin, accept"]


async def test_fields_of_one_name_count_together() -> None:
    asked: Headers = [(b"accept", b"text/html;q=0.5"), (b"accept", b"application/json")]
    reply = await House().ask("GET", b"/nowhere", headers=asked)
    assert first(reply.headers, b"content-type") == b"application/problem+json"


async def test_a_path_that_is_refused_unseen_is_told_in_the_same_way() -> None:
    reply = await House().ask("GET", b"/a/../b", headers=BROWSER)
    assert (reply.status, first(reply.headers, b"content-type")) == (400, b"text/html; charset=utf-8")


async def test_the_policy_of_the_page_stands_in_the_place_of_the_ready_one_that_would_stop_its_style() -> None:
    reply = await House(SAFE).ask("GET", b"/orders", headers=BROWSER)
    (policy,) = values(reply.headers, b"content-security-policy")
    assert b"style-src 'sha256-" in policy
    assert values(reply.headers, b"x-frame-options") == [b"DENY"]
    assert values(reply.headers, b"referrer-policy") == [b"no-referrer"]


async def test_a_routes_own_words_depend_on_nothing() -> None:
    reply = await House(SAFE).ask("GET", b"/worded", headers=BROWSER)
    assert (reply.body, values(reply.headers, b"vary")) == (b"no token-missing", [b"origin"])
