"""From a plan to a runtime, and from one runtime to the next without touching a call inside the first."""

import asyncio
import gc
import weakref
from dataclasses import replace

import pytest
from anyio.lowlevel import checkpoint

from application.activation import Unprepared
from application.compiling import compiled
from application.ports.keys import KeySet, KeysUnavailable
from domain.plan.plan import Plan
from domain.spec.fault import Fault
from domain.spec.place import Place
from tests.fakes.config import FakeConfigSource
from tests.fakes.gateway_text import read
from tests.fakes.tokens import fake_key_set
from tests.unit.application.house import CONFIG, House, plan_of

SPLIT = """
version: 1
upstreams:
  pool:
    targets: [{url: "http://a:1", weight: 3}, {url: "http://b:1"}]
    breaker: {failures: 2, cooldown: 7s}
routes: {all: {match: "/{rest*}", to: pool, require: public}}
"""


def test_a_source_with_faults_gives_all_of_them_and_no_plan() -> None:
    fault = Fault(Place("a.yaml", 1, 1), "x", "y")
    assert compiled(FakeConfigSource((fault,)).read()) == (fault,)


def test_a_source_without_fault_gives_a_plan() -> None:
    assert isinstance(compiled(FakeConfigSource(read(CONFIG)).read()), Plan)


async def test_keys_are_fetched_before_anybody_needs_them() -> None:
    house = House()
    await checkpoint()
    assert house.opening.source.fetches == 1


async def test_turns_are_taken_by_weight_and_each_target_has_a_breaker() -> None:
    house = House(SPLIT)
    for _ in range(8):
        await (await house.ask("GET", b"/")).release()
    counts = {origin: len(transport.calls) for origin, transport in house.opening.transports.items()}
    assert counts == {"http://a:1": 6, "http://b:1": 2}
    assert [(terms.failures, terms.cooldown) for terms in house.opening.breakers] == [(2, 7.0), (2, 7.0)]


async def test_a_new_plan_is_in_force_at_once_and_old_calls_end_in_the_old_one() -> None:
    house = House()
    gate = house.orders.gate = asyncio.Event()
    old = house.orders
    asking = asyncio.create_task(house.ask("GET", b"/open"))
    while not old.calls:
        await checkpoint()
    house.opening.transports.clear()
    house.activation.commit(await house.activation.prepare(plan_of(SPLIT)))
    await settled()
    assert (await house.ask("GET", b"/anything")).status == 200
    assert not old.is_closed
    gate.set()
    await (await asking).release()
    await settled()
    assert old.is_closed


async def test_what_does_not_end_in_time_is_closed_all_the_same_when_the_process_ends() -> None:
    house = House()
    house.activation = replace(house.activation, drain_seconds=0.01)
    await house.ask("GET", b"/open")  # never released
    old = house.orders
    house.opening.transports.clear()
    house.activation.commit(await house.activation.prepare(plan_of(SPLIT)))
    await settled()
    assert not old.is_closed
    await house.activation.close()
    assert old.is_closed


async def test_closing_leaves_no_runtime_and_closes_all_that_was_open() -> None:
    house = House()
    await house.activation.close()
    assert house.gateway.runtime is None
    assert house.orders.is_closed
    assert house.opening.source.is_closed
    await house.activation.close()


SECURE = CONFIG.replace('keys: {secret: "a secret of at least thirty-two bytes"}', "keys: discover").replace(
    "HS256", "RS256"
)
LAX = SECURE.replace("keys: discover", "keys: discover\n      ready_without_keys: true")


async def test_a_gateway_lacks_the_keys_that_it_never_had_and_looks_for_them_when_it_is_asked() -> None:
    house = House(SECURE)
    runtime = house.gateway.runtime
    assert runtime is not None
    house.opening.source.outcomes = [KeysUnavailable("down")]
    await settled()
    assert runtime.keyless() == ("main",)
    house.opening.source.outcomes = [KeySet(fake_key_set("k1"))]
    assert (runtime.keyless(), house.opening.source.fetches) == (("main",), 1)  # it cools down
    house.clock.advance(10)
    runtime.keyless()
    await settled()
    assert (runtime.keyless(), house.opening.source.fetches) == ((), 2)
    await house.activation.close()


async def test_a_gateway_does_not_lack_keys_that_it_may_do_without() -> None:
    house = House(LAX)
    house.opening.source.outcomes = [KeysUnavailable("down")]
    await settled()
    assert house.gateway.runtime is not None
    assert house.gateway.runtime.keyless() == ()


async def test_a_new_plan_keeps_the_keys_of_an_issuer_that_is_the_same() -> None:
    house = House()
    await settled()
    house.opening.source.outcomes = [KeysUnavailable("down")]
    house.activation.activate(plan_of(CONFIG))
    assert (await house.ask("GET", b"/orders", token="viewer")).status == 200
    house.activation.activate(plan_of(CONFIG.replace("audience: [shop]", "audience: [shop, web]")))
    assert (await house.ask("GET", b"/orders", token="viewer")).status == 200
    house.activation.activate(plan_of(CONFIG.replace("secret of at", "secret of more than at")))
    assert (await house.ask("GET", b"/orders", token="viewer")).status == 503


async def test_keys_over_plain_http_are_warned_of_each_time_they_come_into_force(
    caplog: pytest.LogCaptureFixture,
) -> None:
    House(SECURE.replace("issuer: https://idp.example", "issuer: http://idp.example\n      insecure_http: true"))
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "insecure_http" in caplog.text
    caplog.clear()
    House(SECURE)
    assert caplog.text == ""


TWO = """
version: 1
upstreams:
  pool:
    targets: [{url: "http://a:1"}, {url: "http://b:1"}]
    breaker: {failures: 2, cooldown: 7s}
routes: {all: {match: "/{rest*}", to: pool, require: public}}
"""


async def test_a_target_that_did_not_change_keeps_its_way_and_its_breaker_and_one_that_left_is_closed() -> None:
    house = House(TWO)
    first = dict(house.opening.transports)
    house.opening.transports.clear()
    house.activation.commit(await house.activation.prepare(plan_of(TWO.replace("http://b:1", "http://c:1"))))
    await settled()
    assert list(house.opening.transports) == ["http://c:1"]
    assert [first["http://a:1"].is_closed, first["http://b:1"].is_closed] == [False, True]
    assert len(house.opening.breakers) == 3
    house.activation.commit(await house.activation.prepare(plan_of(TWO.replace("cooldown: 7s", "cooldown: 8s"))))
    await settled()
    assert first["http://a:1"].is_closed, "its breaker is another"


async def test_a_verified_token_is_remembered_as_long_as_its_issuer_stays_the_same() -> None:
    house = House()
    await (await house.ask("GET", b"/orders", token="viewer")).release()
    verified = house.opening.verifier.looks
    house.activation.commit(await house.activation.prepare(plan_of(CONFIG.replace("viewer:  {", "viewer: {"))))
    await (await house.ask("GET", b"/orders", token="viewer")).release()
    assert house.opening.verifier.looks == verified
    other = CONFIG.replace("claims: {roles: roles}", "claims: {roles: groups}")
    house.activation.commit(await house.activation.prepare(plan_of(other)))
    assert (await house.ask("GET", b"/orders", token="viewer")).status == 403
    assert house.opening.verifier.looks == verified + 1


async def test_what_was_only_prepared_leaves_nothing_behind_and_changes_nothing() -> None:
    house = House()
    prepared = await house.activation.prepare(plan_of(SPLIT))
    await house.activation.abandon(prepared)
    assert house.opening.transports["http://a:1"].is_closed
    assert not house.orders.is_closed
    assert (await house.ask("GET", b"/open")).status == 200


async def test_a_plan_that_cannot_be_opened_says_why_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(TWO)
    monkeypatch.setattr(house.opening, "token_text", lambda: 1 / 0)
    with pytest.raises(Unprepared, match="ZeroDivisionError"):
        await house.activation.prepare(plan_of(CONFIG))
    assert (await house.ask("GET", b"/anything")).status == 200


async def test_an_issuer_whose_keys_cannot_be_had_does_not_make_a_ready_gateway_unready() -> None:
    house = House()
    await settled()
    house.opening.source.outcomes = [KeysUnavailable("down")]
    with pytest.raises(Unprepared, match="issuer `main`: its keys could not be fetched"):
        await house.activation.prepare(plan_of(SECURE))
    house.activation.commit(await house.activation.prepare(plan_of(LAX)))


async def test_nothing_of_an_old_plan_stays_in_memory_when_its_last_call_has_left() -> None:
    house = House()
    reply = await house.ask("GET", b"/orders", token="viewer")
    before = weakref.ref(house.gateway.runtime)
    gc.disable()
    try:
        house.activation.commit(await house.activation.prepare(plan_of(SPLIT)))
        await settled()
        assert before() is not None
        await reply.release()
        del reply
        while before() is not None and asyncio.all_tasks() - {asyncio.current_task()}:
            await checkpoint()
        await settled()
        assert before() is None, "or a cycle holds it, which the collector looks for rarely"
    finally:
        gc.enable()


async def settled() -> None:
    for _ in range(5):
        await checkpoint()
