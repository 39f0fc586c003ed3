"""What goes upstream, and what comes back: one pass over a header list each way."""

import pytest

from application.reply import Reply
from domain.message.headers import Headers, values
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import CONFIG, House


async def sent(headers: Headers, peer: str = "9.9.9.9", method: str = "GET") -> Headers:
    house = House()
    await house.ask(method, b"/open/a", headers=headers, peer=peer)
    return house.orders.calls[0].headers


async def came_back(headers: Headers, status: int = 200) -> Reply:
    house = House()
    house.orders.outcomes[:] = [ScriptedAnswer(status, headers)]
    return await house.ask("GET", b"/open/a")


async def test_what_ends_at_this_hop_does_not_travel_on() -> None:
    kept = await sent(
        [(b"connection", b"keep-alive, X-Hop"), (b"x-hop", b"1"), (b"te", b"trailers"), (b"x-kept", b"2")]
    )
    assert not {b"connection", b"x-hop", b"te", b"host", b"keep-alive"} & {name for name, _ in kept}
    assert (b"x-kept", b"2") in kept


async def test_what_a_stranger_says_of_earlier_hops_is_replaced() -> None:
    kept = await sent(
        [(b"x-forwarded-for", b"1.1.1.1"), (b"forwarded", b"for=1.1.1.1"), (b"x-forwarded-proto", b"https")]
    )
    assert values(kept, b"x-forwarded-for") == [b"9.9.9.9"]
    assert values(kept, b"x-forwarded-proto") == [b"http"]
    assert values(kept, b"x-forwarded-host") == [b"api.example"]
    assert values(kept, b"forwarded") == [b"for=9.9.9.9;host=api.example;proto=http"]


async def test_what_a_trusted_proxy_says_is_kept_and_added_to() -> None:
    kept = await sent([(b"x-forwarded-for", b"1.1.1.1"), (b"x-forwarded-proto", b"https")], peer="10.0.0.7")
    assert values(kept, b"x-forwarded-for") == [b"1.1.1.1, 10.0.0.7"]
    assert values(kept, b"x-forwarded-proto") == [b"https"]


async def test_the_request_id_is_the_gateways_own() -> None:
    assert values(await sent([(b"x-request-id", b"mine")]), b"x-request-id") == [b"r1"]
    reply = await came_back([(b"x-request-id", b"theirs")])
    assert values(reply.headers, b"x-request-id") == [b"r1"]


async def test_repeated_headers_keep_their_order_and_number_both_ways() -> None:
    twice = [(b"x-a", b"1"), (b"x-b", b"2"), (b"x-a", b"3")]
    assert [header for header in await sent(twice) if header in twice] == twice
    reply = await came_back([(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2"), (b"connection", b"close")])
    assert values(reply.headers, b"set-cookie") == [b"a=1", b"b=2"]
    assert values(reply.headers, b"connection") == []


async def test_a_304_keeps_no_length_for_a_body_that_is_not_sent() -> None:
    reply = await came_back([(b"content-length", b"9"), (b"etag", b"x")], status=304)
    assert values(reply.headers, b"content-length") == []
    assert values(reply.headers, b"etag") == [b"x"]


async def test_a_known_length_stays_known() -> None:
    assert values((await came_back([(b"content-length", b"9")])).headers, b"content-length") == [b"9"]


async def test_the_gateway_names_itself_after_those_before_it() -> None:
    assert values(await sent([(b"via", b"1.0 fred")]), b"via") == [b"1.0 fred", b"1.1 limen"]


async def test_a_trace_is_passed_on_and_a_broken_one_is_not() -> None:
    parent = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    assert values(await sent([(b"traceparent", parent)]), b"traceparent") == [parent]
    assert values(await sent([(b"traceparent", b"broken"), (b"tracestate", b"a=1")]), b"tracestate") == []


async def test_a_trusted_proxys_id_names_the_call_everywhere() -> None:
    house = House()
    reply = await house.ask("GET", b"/open/a", headers=[(b"x-request-id", b"theirs")], peer="10.0.0.7")
    assert values(reply.headers, b"x-request-id") == [b"theirs"]
    assert values(house.orders.calls[0].headers, b"x-request-id") == [b"theirs"]


TOLD = CONFIG.replace("body_limit: 10B", "deadline_header: x-left-ms").replace(
    "timeout: {connect: 1s, idle: 2s, total: 3s}",
    "timeout: {total: 3s}, identity: {token: drop, headers: {X-User: subject, x-roles: roles}}",
)


async def told(target: bytes, headers: Headers, peer: str = "9.9.9.9") -> tuple[Headers, float]:
    """What went upstream, and how many seconds the call had."""
    house = House(TOLD)
    await house.ask("GET", target, token="viewer", headers=headers, peer=peer)
    call = house.orders.calls[0]
    return call.headers, (call.deadline or 0) - house.clock.monotonic()


async def test_an_upstream_is_told_of_the_caller_instead_of_seeing_the_token() -> None:
    headers, _ = await told(b"/orders", [(b"x-user", b"admin"), (b"x-roles", b"admin")])
    assert values(headers, b"x-user") == [b"viewer"]
    assert values(headers, b"x-roles") == [b"viewer"]
    assert values(headers, b"authorization") == []


async def test_nobody_can_introduce_himself_on_a_public_route() -> None:
    headers, _ = await told(b"/open/a", [(b"x-user", b"admin")])
    assert values(headers, b"x-user") == []
    assert values(headers, b"authorization") == [b"Bearer viewer"]


async def test_the_time_that_is_left_is_passed_on_and_believed_from_trusted_peers_as_far_as_it_shortens() -> None:
    for peer, said, left in (("9.9.9.9", b"100", 3.0), ("10.0.0.7", b"100", 0.1), ("10.0.0.7", b"9000", 3.0)):
        headers, seconds = await told(b"/orders", [(b"x-left-ms", said)], peer)
        assert seconds == pytest.approx(left)
        assert values(headers, b"x-left-ms") == [b"%d" % (left * 1000)]
