"""Policies that say less than they seem to: that let nobody in, or everybody; and parts of them that change nothing.

A part changes nothing if the policy without it decides the same for every caller and every call. Parts that come from
the defaults or from a named policy are written for many routes, and no fault of one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.analysis.call import CallOf
from domain.analysis.finding import Evidence, Finding
from domain.analysis.placing import placed
from domain.analysis.search import Missing
from domain.analysis.survey import Way
from domain.analysis.verdicts import Answer, Verdicts
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.policy import Authenticated, Placed, Policy
from domain.plan.plan import Route


@dataclass(frozen=True, slots=True)
class Lesser:
    """A policy without one of its parts."""

    policy: Policy
    part: Placed
    is_wider: bool  # whom the whole lets in it lets in as well; else the other way round

    def within(self, outer: Policy, *, turned: bool = False) -> "Lesser":
        return Lesser(outer, self.part, self.is_wider is not turned)


def idle_policies(verdicts: Verdicts) -> Iterator[Finding]:
    for route in verdicts.survey.plan.routes:
        way = verdicts.survey.way_to(route)
        if route.door is not None and way is not None and not isinstance(route.door.policy, Authenticated):
            yield from _of_route(route, route.door.policy, way, verdicts)


def _of_route(route: Route, policy: Policy, way: Way, verdicts: Verdicts) -> Iterator[Finding]:
    let_in, kept_out = verdicts.call(route, (policy, True)), verdicts.call(route, (policy, False))
    if let_in is Missing.NONE:
        message = f"nobody can ever satisfy what route `{route.name}` requires: {policy}"
        evidence = _evidence(way, kept_out)
        yield Finding("policy-never-allows", route.name, route.at, message, "what contradicts itself?", evidence)
    elif kept_out is Missing.NONE:
        message = f"everybody who is authenticated satisfies what route `{route.name}` requires: {policy}"
        hint, evidence = "`authenticated`, if that is meant", _evidence(way, let_in)
        yield Finding("policy-never-denies", route.name, route.at, message, hint, evidence)
    elif Missing.UNKNOWN in (let_in, kept_out):
        message = f"whether what route `{route.name}` requires lets anybody in, and not everybody, cannot be told"
        yield Finding("policy-undecided", route.name, route.at, message, "say it in fewer words", is_unknown=True)
    else:
        yield from _idle_parts(route, policy, verdicts)


def _evidence(way: Way, answer: Answer) -> Evidence:
    call = answer if isinstance(answer, CallOf) else None
    request = placed(way.sample, call) if call else None
    return Evidence(request or way.sample, call if request else None)


def _idle_parts(route: Route, policy: Policy, verdicts: Verdicts) -> Iterator[Finding]:
    for lesser in _without_a_part(policy):
        answer = verdicts.call(route, (policy, not lesser.is_wider), (lesser.policy, lesser.is_wider))
        if answer is Missing.UNKNOWN:
            message = f"whether every part of what route `{route.name}` requires matters cannot be told"
            yield Finding("policy-undecided", route.name, route.at, message, "say it in fewer words", is_unknown=True)
            return
        if answer is Missing.NONE:
            message = f"`{lesser.part}` changes nothing in what route `{route.name}` requires"
            at = lesser.part.at or route.at
            yield Finding("policy-part-idle", route.name, at, message, "leave it out, or say what is meant")
            return  # without it, others may matter


def _without_a_part(policy: Policy) -> Iterator[Lesser]:
    if not isinstance(policy, Placed) or policy.called:
        return
    match policy:
        case AnyOf(parts) | AllOf(parts):
            for at, part in enumerate(parts):
                others = parts[:at] + parts[at + 1 :]
                if policy.at is not None and isinstance(part, Placed) and others:
                    yield Lesser(type(policy)(others), part, isinstance(policy, AllOf))
                for inner in _without_a_part(part):
                    yield inner.within(type(policy)((*parts[:at], inner.policy, *parts[at + 1 :])))
        case Not(part):
            yield from (inner.within(Not(inner.policy), turned=True) for inner in _without_a_part(part))
        case Unless(part, denied):
            yield from (inner.within(Unless(inner.policy, denied)) for inner in _without_a_part(part))
