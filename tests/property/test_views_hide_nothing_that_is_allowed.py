"""Whoever is let in is shown what they are let in to: random calls, and what their callers are shown before."""

from random import Random

import pytest

from application.asker import Asker, asker_of
from domain.message.head import Head
from tests.property.calls import Made, call
from tests.property.gateways import random_plan
from tests.property.running import Running

EACH = 60


@pytest.mark.parametrize("seed", range(8))
async def test_every_call_that_is_let_in_is_of_an_operation_that_its_caller_is_shown(seed: int) -> None:
    random = Random(seed)
    let_in = shown = 0
    for _ in range(6):
        plan, written = random_plan(random)
        async with Running(plan) as running:
            for _ in range(EACH):
                made = call(random, written)
                happened = await running.happened(made)
                if not running.admitted:
                    continue
                route, method = running.admitted[0].bound.route, made.method
                asker = await _asker(running, made)
                assert route.door is None or isinstance(asker, Asker), (made, happened.told)
                if isinstance(asker, Asker):
                    assert asker.may_call(route, method), (made, route.door)
                    let_in += route.door is not None
                    shown += sum(asker.may_call(one, method) for one in plan.routes) < len(plan.routes)
    assert let_in, "no guarded call was let in"
    assert shown, "everything was shown"


async def _asker(running: Running, made: Made) -> object:
    runtime = running.gateway.runtime
    assert runtime is not None
    path, _, query = made.target.partition("?")
    return await asker_of(runtime, Head(made.method, path.encode(), query.encode(), made.headers, peer=made.peer), "x")
