"""References of answers through the whole gateway: callers get public paths, of routes that rewrite, and no others."""

import pytest

from domain.message.headers import Headers, values
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import CONFIG, House

ROUTES = """
  list:
    match: "GET /api/things"
    to: orders
    rewrite: {strip: /api}
    require: public
    response: {add: {link: "</docs>; rel=help"}}
  new: {match: "POST /api/things", to: orders, rewrite: /things, require: public}
  one: {match: "GET /api/things/{id}", to: orders, rewrite: "/things/{id}", require: public}
  plain: {match: "GET /plain", to: orders, require: public}
  kept: {match: "GET /kept", to: orders, rewrite: /things, links: keep, require: public}
  tenant: {match: "GET /t/{tenant}/things", to: orders, rewrite: /of-tenant, require: public}
  hosted: {match: "GET /hosted", to: orders, rewrite: {host: "orders.internal"}, require: public}
  root: {match: "GET /all/{rest*}", to: orders, rewrite: "/rooted/{rest*}", require: public}
"""


async def asked(method: str, target: bytes, given: Headers, config: str = CONFIG) -> Headers:
    house = House(config.rstrip() + ROUTES)
    house.orders.outcomes[:] = [ScriptedAnswer(201, given)]
    reply = await house.ask(method, target)
    assert reply.status == 201
    return reply.headers


async def link(target: bytes, value: bytes) -> bytes:
    return values(await asked("GET", target, [(b"link", value)]), b"link")[0]


@pytest.mark.parametrize(
    ("written", "public"),
    [
        (
            b'</things?page=2>; rel="next", <http://orders:8080/things?page=9>; rel=last',
            b'</api/things?page=2>; rel="next", </api/things?page=9>; rel=last',
        ),
        (b"<things?page=2>; rel=next", b"</api/things?page=2>; rel=next"),
        (b"<?page=2>; rel=next", b"<?page=2>; rel=next"),
        (b"</things/7#a>; rel=item", b"</api/things/7#a>; rel=item"),
        (b"<https://other.example/things>; rel=next", b"<https://other.example/things>; rel=next"),
        (b"</things?page=2; rel=next", b"</things?page=2; rel=next"),
        (b"</unknown>; rel=next", b"</api/unknown>; rel=next"),
    ],
)
async def test_pages_are_linked_as_callers_know_them(written: bytes, public: bytes) -> None:
    assert await link(b"/api/things", written) == public


async def test_what_the_route_adds_itself_stays_as_it_is_written() -> None:
    found = values(await asked("GET", b"/api/things", [(b"link", b"</things>; rel=self")]), b"link")
    assert found == [b"</api/things>; rel=self", b"</docs>; rel=help"]


async def test_what_was_made_lies_where_another_route_takes_it() -> None:
    given: Headers = [(b"location", b"http://orders:8080/things/7"), (b"content-location", b"/things/7?full")]
    headers = await asked("POST", b"/api/things", given)
    assert values(headers, b"location") == [b"/api/things/7"]
    assert values(headers, b"content-location") == [b"/api/things/7?full"]


async def test_a_part_that_the_rewrite_dropped_is_the_one_that_was_asked_for() -> None:
    assert await link(b"/t/acme/things", b"</of-tenant?page=2>; rel=next") == b"</t/acme/things?page=2>; rel=next"


@pytest.mark.parametrize("target", [b"/plain", b"/kept"])
async def test_without_a_rewrite_or_where_it_says_so_nothing_is_changed(target: bytes) -> None:
    assert await link(target, b"<http://orders:8080/things>; rel=next") == b"<http://orders:8080/things>; rel=next"


async def test_the_host_that_was_written_is_the_upstreams_own() -> None:
    assert await link(b"/hosted", b"<https://orders.internal/a?b>; rel=next") == b"</a?b>; rel=next"


async def test_the_callers_host_is_the_upstreams_own_where_it_is_passed_on() -> None:
    config = CONFIG.replace("orders: {targets", "orders: {host: keep, targets")
    headers = await asked("POST", b"/api/things", [(b"location", b"https://api.example/things/7")], config)
    assert values(headers, b"location") == [b"/api/things/7"]
    headers = await asked("POST", b"/api/things", [(b"location", b"https://api.example/things/7")])
    assert values(headers, b"location") == [b"https://api.example/things/7"]


@pytest.mark.parametrize("value", [b"/rooted//evil.example", b"/nowhere", b"/rooted/%00", b"/rooted/a b"])
async def test_what_has_no_way_back_passes_unchanged(value: bytes) -> None:
    assert values(await asked("GET", b"/all/x", [(b"location", value)]), b"location") == [value]
