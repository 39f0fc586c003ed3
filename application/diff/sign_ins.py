"""Sign-ins: the few that step-ups tell apart: each way and time that one of them names, and none."""

from collections.abc import Iterator, Mapping
from itertools import product

from application.diff.pairs import Pair
from domain.analysis.callers import policy_of
from domain.identity.step_up import StepUp
from domain.permissions.reads import read_by

CLAIMS = frozenset(("acr", "auth_time"))


def steps_of(pair: Pair) -> tuple[StepUp, ...]:
    return tuple(route.step_up for route in (pair.old, pair.new) if route is not None and route.step_up is not None)


def sign_ins(steps: tuple[StepUp, ...], now: float) -> Iterator[Mapping[str, object]]:
    """As claims."""
    acrs = dict.fromkeys(acr for step in steps for acr in step.acr)
    ages = dict.fromkeys(step.max_age for step in steps if step.max_age is not None)
    times = [now, *(now - age for age in ages)] if ages else []
    for acr, time in product((*acrs, None), (*times, None)):
        stated = {"acr": acr, "auth_time": time}
        yield {name: value for name, value in stated.items() if value is not None}


def are_read(pair: Pair) -> bool:
    """Whether a policy reads of itself what step-ups do."""
    policies = [policy_of(route) for route in (pair.old, pair.new) if route is not None]
    return any(policy is not None and not CLAIMS.isdisjoint(read_by(policy).claims) for policy in policies)
