"""Composed answers through the whole gateway, with upstreams that follow a script."""

import asyncio
import json
from typing import Any

import pytest

from application.reply import Reply
from domain.message.headers import Headers, first, values
from domain.upstream.failure import Failure, FailureKind
from tests.fakes.settling import settled
from tests.fakes.transport import FakeTransport, ScriptedAnswer
from tests.unit.application.house import CONFIG, House, plan_of

PARTS = CONFIG.replace("  body_limit: 10B\n", "  body_limit: 10B\n  deadline_header: x-deadline\n").replace(
    "\nroutes:",
    """
  users: {targets: [{url: "http://users:8080"}], identity: {token: drop, headers: {x-subject: subject}}}
  items: {targets: [{url: "http://items:8080"}]}
routes:
  me:
    match: "GET,HEAD /me"
    require: authenticated
    timeout: {total: 4s}
    response: {set: {x-own: "1"}}
    compose:
      limit: 300B
      parts:
        user: {get: "/users/{principal.subject}", from: users, drop: [secret], limit: 100B}
        orders: {get: "/orders?name={user:/name}&size={query.size:-20}", from: orders, at: /items, optional: true}
        item:
          get: "/items/{join.id}"
          from: items
          optional: true
          join: {to: orders, by: item_id, most: 3, at_once: 2}
""",
)
JSON: Headers = [(b"content-type", b"application/json")]


def says(value: object, *fields: tuple[bytes, bytes], status: int = 200) -> ScriptedAnswer:
    return ScriptedAnswer(status, [*JSON, *fields], (json.dumps(value).encode(),))


class Shop(House):
    def __init__(self) -> None:
        super().__init__(PARTS)
        self.users.outcomes[:] = [says({"name": "A&a", "secret": 1})]
        self.orders.outcomes[:] = [says({"items": [{"item_id": 1}, {"item_id": 2}, {"item_id": 1}]})]
        self.items.outcomes[:] = [says({"n": "one"}), says({"n": "two"})]

    @property
    def users(self) -> FakeTransport:
        return self.opening.transports["http://users:8080"]

    @property
    def items(self) -> FakeTransport:
        return self.opening.transports["http://items:8080"]

    async def me(self, method: str = "GET", query: bytes = b"", **other: Any) -> Reply:
        return await self.ask(method, b"/me" + query, token="viewer", **other)


async def test_parts_are_asked_in_their_order_and_become_one_answer() -> None:
    shop = Shop()
    reply = await shop.me(query=b"?size=3&other=1")
    assert json.loads(reply.body) == {
        "user": {"name": "A&a"},
        "orders": [
            {"item_id": 1, "item": {"n": "one"}},
            {"item_id": 2, "item": {"n": "two"}},
            {"item_id": 1, "item": {"n": "one"}},
        ],
    }
    assert [call.target for call in shop.users.calls] == [b"/users/viewer"]
    assert [call.target for call in shop.orders.calls] == [b"/orders?name=A%26a&size=3"]
    assert [call.target for call in shop.items.calls] == [b"/items/1", b"/items/2"]
    assert first(reply.headers, b"x-limen-partial") is None
    assert (first(reply.headers, b"x-own"), first(reply.headers, b"cache-control")) == (b"1", b"private, no-cache")


async def test_each_part_hears_of_the_caller_what_its_upstream_is_told_and_nothing_of_the_callers_wishes() -> None:
    shop = Shop()
    wishes: Headers = [
        (b"accept", b"text/html"),
        (b"if-none-match", b'"x"'),
        (b"range", b"bytes=0-1"),
        (b"x-kept", b"1"),
    ]
    await shop.me(headers=wishes)
    user, orders = shop.users.calls[0].headers, shop.orders.calls[0].headers
    assert (values(user, b"authorization"), values(user, b"x-subject")) == ([], [b"viewer"])
    assert (values(orders, b"authorization"), values(orders, b"x-subject")) == ([b"Bearer viewer"], [])
    for sent in (user, orders):
        assert (values(sent, b"accept"), values(sent, b"accept-encoding")) == ([b"application/json"], [b"identity"])
        assert (values(sent, b"x-request-id"), values(sent, b"x-kept")) == ([b"r1"], [b"1"])
        assert not {b"if-none-match", b"range"} & {name for name, _ in sent}
    assert {call.method for call in (*shop.users.calls, *shop.orders.calls)} == {"GET"}


async def test_all_parts_share_one_deadline_which_a_trusted_proxy_may_shorten() -> None:
    shop = Shop()
    await shop.me()
    assert [call.deadline for call in (shop.users.calls[0], shop.items.calls[0])] == [1003.0 + 1, 1004.0]
    assert values(shop.items.calls[0].headers, b"x-deadline") == [b"4000"]
    shorter = Shop()
    await shorter.me(headers=[(b"x-deadline", b"500")], peer="10.0.0.1")
    assert [call.deadline for call in (shorter.users.calls[0], shorter.orders.calls[0])] == [1000.5, 1000.5]


async def test_head_has_the_length_that_get_would_have() -> None:
    whole, head = await Shop().me(), await Shop().me("HEAD")
    assert (head.status, head.body) == (200, b"")
    assert first(head.headers, b"content-length") == b"%d" % len(whole.body)


async def test_what_is_missing_is_said_to_the_caller_and_why_to_the_log() -> None:
    shop = Shop()
    shop.orders.outcomes[:] = [Failure(FailureKind.CONNECT, "refused")]
    reply = await shop.me()
    assert json.loads(reply.body) == {
        "user": {"name": "A&a"},
        "problems": [
            {"part": "orders", "status": 502, "reason": "upstream-connect"},
            {"part": "item", "status": 502, "reason": "part-skipped"},
        ],
    }
    assert first(reply.headers, b"x-limen-partial") == b"orders, item"
    assert first(reply.headers, b"cache-control") == b"private, no-store"
    assert reply.exchange.why == "part orders: upstream-connect (refused); part item: part-skipped (orders is missing)"
    assert shop.items.calls == []


@pytest.mark.parametrize(
    ("user", "status", "reason"),
    [
        (says({}, status=404), 404, "part-not-found"),
        (says({}, (b"www-authenticate", b"DPoP"), status=401), 401, "part-unauthenticated"),
        (says({}, status=500), 502, "part-failed"),
        (says({}, status=206), 502, "part-failed"),
        (ScriptedAnswer(204, JSON), 502, "part-not-json"),
        (ScriptedAnswer(200, [], (b"{}",)), 502, "part-not-json"),
        (ScriptedAnswer(200, [*JSON, (b"content-encoding", b"gzip")], (b"{}",)), 502, "part-not-json"),
        (ScriptedAnswer(200, JSON, (b"{",)), 502, "part-not-json"),
        (ScriptedAnswer(200, JSON, (b"{", b" " * 100, b"}")), 502, "part-too-large"),
        (ScriptedAnswer(200, JSON, (b"{",), breaks=Failure(FailureKind.RESET)), 502, "upstream-reset"),
        (Failure(FailureKind.CIRCUIT_OPEN, retry_after=3), 503, "circuit-open"),
    ],
)  # fmt: skip
async def test_a_required_part_that_fails_is_the_refusal(user: Any, status: int, reason: str) -> None:
    shop = Shop()
    shop.users.outcomes[:] = [user]
    reply = await shop.me()
    told = json.loads(reply.body)
    assert (reply.status, told["reason"], told["part"]) == (status, reason, "user")
    assert reply.exchange.why.startswith("part user: ")
    assert all(answer.is_released for answer in shop.users.answers)
    assert shop.orders.calls == []


async def test_a_key_that_is_not_found_is_no_failure_and_another_failure_is_the_parts() -> None:
    shop = Shop()
    shop.items.outcomes[:] = [says({"n": "one"}), says({}, status=404)]
    orders = json.loads((await shop.me()).body)["orders"]
    assert [one.get("item") for one in orders] == [{"n": "one"}, None, {"n": "one"}]
    shop.items.outcomes[:] = [says({"n": "one"}), says({}, status=500)]
    reply = await shop.me()
    assert json.loads(reply.body)["problems"] == [{"part": "item", "status": 502, "reason": "part-failed"}]


async def test_a_join_without_keys_asks_nobody_and_one_with_too_many_neither() -> None:
    shop = Shop()
    shop.orders.outcomes[:] = [says({"items": []})]
    assert json.loads((await shop.me()).body)["orders"] == []
    shop.orders.outcomes[:] = [says({"items": [{"item_id": number} for number in range(4)]})]
    reply = await shop.me()
    assert json.loads(reply.body)["problems"] == [{"part": "item", "status": 502, "reason": "part-too-large"}]
    assert shop.items.calls == []


async def test_a_value_that_fits_into_no_address_makes_no_call() -> None:
    shop = Shop()
    shop.orders.outcomes[:] = [says({"items": [{"item_id": "../1"}]})]
    reply = await shop.me(query=b"?size=")
    assert json.loads(reply.body)["problems"][0] == {"part": "orders", "status": 400, "reason": "query-missing"}
    reply = await shop.me()
    assert json.loads(reply.body)["problems"] == [{"part": "item", "status": 502, "reason": "part-skipped"}]
    assert shop.items.calls == []


async def test_an_answer_that_grows_too_large_does_not_go_out() -> None:
    shop = Shop()
    shop.orders.outcomes[:] = [says({"items": ["x" * 300]})]
    reply = await shop.me()
    assert (reply.status, json.loads(reply.body)["reason"]) == (502, "answer-too-large")


async def test_no_more_calls_than_are_allowed_at_once_and_none_is_left_when_the_caller_leaves() -> None:
    shop = Shop()
    shop.orders.outcomes[:] = [says({"items": [{"item_id": number} for number in range(3)]})]
    shop.items.gate = asyncio.Event()
    before = len(asyncio.all_tasks())
    call = asyncio.create_task(shop.me())
    assert await settled(lambda: len(shop.items.calls)) == 2
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert await settled(lambda: len(asyncio.all_tasks())) <= before
    assert len(shop.items.calls) == 2


async def test_a_part_for_which_no_time_is_left_is_late_without_being_asked() -> None:
    shop = Shop()
    shop.users.gate = asyncio.Event()
    call = asyncio.create_task(shop.me())
    await settled(lambda: len(shop.users.calls))
    shop.clock.advance(5)
    shop.users.gate.set()
    reply = await call
    assert json.loads(reply.body)["problems"][0] == {"part": "orders", "status": 504, "reason": "deadline-exceeded"}
    assert shop.orders.calls == []


DEEP = b"[" * 700 + b'{"secret": 1, "id": 1}' + b"]" * 700


class Deep(Shop):
    """Takes large answers, and drops a field of every item."""

    def __init__(self) -> None:
        super().__init__()
        roomy = PARTS.replace("limit: 300B", "limit: 9KiB").replace("limit: 100B", "limit: 9KiB")
        self.activation.activate(plan_of(roomy.replace("from: items\n", "from: items\n          drop: [secret]\n")))


async def test_a_required_answer_that_is_nested_too_deeply_is_no_fault_of_ours() -> None:
    shop = Deep()
    shop.users.outcomes[:] = [ScriptedAnswer(200, JSON, (b'{"a": %s}' % DEEP,))]
    shop.activation.activate(
        plan_of(PARTS.replace("300B", "9KiB").replace("100B", "9KiB").replace("[secret]", "[a.secret]"))
    )
    reply = await shop.me()
    assert (reply.status, json.loads(reply.body)["reason"]) == (502, "part-unfit")


async def test_an_optional_one_is_only_missing() -> None:
    shop = Deep()
    shop.items.outcomes[:] = [ScriptedAnswer(200, JSON, (DEEP,))]
    reply = await shop.me()
    assert reply.status == 200
    assert [one["reason"] for one in json.loads(reply.body)["problems"]] == ["part-unfit"]


async def test_a_partial_answer_is_not_kept_whatever_the_route_says_of_caches() -> None:
    shop = Shop()
    cached = PARTS.replace(
        "    require: authenticated\n    timeout", "    require: authenticated\n    cache: private 5m\n    timeout"
    )
    shop.activation.activate(plan_of(cached))
    shop.orders.outcomes[:] = [Failure(FailureKind.RESET)]
    reply = await shop.me()
    assert values(reply.headers, b"cache-control") == [b"private, no-store"]
    shop.orders.outcomes[:] = [says({"items": []})]
    assert values((await shop.me()).headers, b"cache-control") == [b"private, max-age=300"]


async def test_a_part_is_only_read_whatever_the_caller_says_beside_its_method() -> None:
    shop = Shop()
    await shop.me(
        headers=[(b"x-http-method-override", b"DELETE"), (b"transfer-encoding", b"chunked"), (b"expect", b"x")]
    )
    names = {name for call in (*shop.users.calls, *shop.orders.calls) for name, _ in call.headers}
    assert not names & {b"x-http-method-override", b"transfer-encoding", b"content-length", b"expect"}
