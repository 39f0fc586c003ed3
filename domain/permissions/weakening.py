"""Weakenings: policies that are each one slip away from this one, and let more in.

A slip is what somebody could write by mistake: a part left out, a rule dropped, any role in the place of one. Below a
`not` or a `deny` what lets more in is what holds less often, so that there the parts of an `any_of` are left out. What
would come to a weaker policy that is there already, such as a part of an `any_of` that always holds, is not made again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from domain.permissions.by_method import ByMethod
from domain.permissions.claim import ClaimIs, ClaimPresent
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.header import HeaderIs, HeaderPresent
from domain.permissions.policy import (
    Anybody,
    Authenticated,
    ClaimEquals,
    HasPermission,
    HasRole,
    Placed,
    Policy,
)
from domain.spec.place import Place

Parts = tuple[Policy, ...]


@dataclass(frozen=True, slots=True)
class Weakening:
    policy: Policy  # Anybody, where nothing is asked any more
    what: str  # was done
    at: Place | None = None  # where what was changed is written


def weakenings(policy: Policy, roles: frozenset[str]) -> Iterator[Weakening]:
    """Of the policy of a door, or of a fence. `roles` are all that there are. Each differs from what it was made of."""
    at = place_of(policy)
    fences = policy.policy if isinstance(policy, Unless) else policy
    if not isinstance(fences, Anybody):
        yield Weakening(Anybody(), "public", at)
        if not isinstance(policy, Authenticated):
            yield Weakening(Authenticated(), "any authenticated caller", at)
    yield from _weaker(policy, roles)


def place_of(policy: Policy) -> Place | None:
    """Its own, else that of the first part which has one."""
    if not isinstance(policy, Placed):
        return None
    if policy.at is not None:
        return policy.at
    inner = policy.policy if isinstance(policy, Unless) else None
    parts: Parts = policy.parts if isinstance(policy, AllOf | AnyOf) else (inner,) if inner else ()
    return next((at for part in parts if (at := place_of(part))), None)


def _weaker(policy: Policy, roles: frozenset[str]) -> Iterator[Weakening]:
    """What holds more often."""
    match policy:
        case AllOf(parts):
            yield from _dropped(policy, parts, "the requirement")
            yield from _inside(policy, parts, [_weaker(part, roles) for part in parts])
        case AnyOf(parts):
            yield from _inside(policy, parts, [_weaker(part, roles) for part in parts])
        case Not(part):
            yield Weakening(Authenticated(), f"`{policy}` is dropped", place_of(policy))
            yield from _around(policy, _stronger(part, roles))
        case Unless():
            yield from _unless(policy, roles)
        case ByMethod(policies):
            yield from _levels(policy, policies, roles)
        case _:
            yield from _widened(policy, roles)


def _stronger(policy: Policy, roles: frozenset[str]) -> Iterator[Weakening]:
    """What holds less often."""
    match policy:
        case AnyOf(parts):
            yield from _dropped(policy, parts, "the alternative")
            yield from _inside(policy, parts, [_stronger(part, roles) for part in parts])
        case AllOf(parts):
            yield from _inside(policy, parts, [_stronger(part, roles) for part in parts])
        case Not(part):
            yield from _around(policy, _weaker(part, roles))
        case HasRole(role, held_by) if held_by > {role}:
            narrowed = HasRole(role, frozenset((role,)), at=policy.at, called=policy.called)
            yield Weakening(narrowed, f"`{policy}` does not count roles that inherit it", policy.at)


def _dropped(policy: AllOf | AnyOf, parts: Parts, what: str) -> Iterator[Weakening]:
    for number, part in enumerate(parts):
        rest = parts[:number] + parts[number + 1 :]
        if rest:
            yield Weakening(replace(policy, parts=rest), f"{what} `{part}` is dropped", place_of(part))


def _inside(policy: AllOf | AnyOf, parts: Parts, changed: list[Iterator[Weakening]]) -> Iterator[Weakening]:
    for number, weaker in enumerate(changed):
        for one in weaker:
            made = replace(policy, parts=(*parts[:number], one.policy, *parts[number + 1 :]))
            yield Weakening(made, one.what, one.at)


def _around(policy: Not, changed: Iterator[Weakening]) -> Iterator[Weakening]:
    for one in changed:
        yield Weakening(replace(policy, part=one.policy), one.what, one.at)


def _unless(policy: Unless, roles: frozenset[str]) -> Iterator[Weakening]:
    denied = policy.denied
    for number, rule in enumerate(denied):
        rest = denied[:number] + denied[number + 1 :]
        made = replace(policy, denied=rest) if rest else policy.policy
        yield Weakening(made, f"`deny: {rule}` is dropped", place_of(rule))
        for one in _stronger(rule, roles):
            others = (*denied[:number], one.policy, *denied[number + 1 :])
            yield Weakening(replace(policy, denied=others), one.what, one.at)
    for one in _weaker(policy.policy, roles):
        yield Weakening(replace(policy, policy=one.policy), one.what, one.at)


def _levels(policy: ByMethod, policies: Mapping[str, Policy], roles: frozenset[str]) -> Iterator[Weakening]:
    for method, level in policies.items():
        if not isinstance(level, Authenticated):
            made = {**policies, method: Authenticated()}
            yield Weakening(replace(policy, policies=made), f"any authenticated caller may {method}", place_of(level))
        for one in _weaker(level, roles):
            changed = {**policies, method: one.policy}
            yield Weakening(replace(policy, policies=changed), f"{method}: {one.what}", one.at)


def _widened(policy: Policy, roles: frozenset[str]) -> Iterator[Weakening]:
    """A part that holds for every caller would be another weakening; these are half-way."""
    at = place_of(policy)
    match policy:
        case HasRole(role, held_by) if held_by < roles:
            yield Weakening(HasRole(role, roles), f"any role in the place of `{role}`", at)
        case HasPermission(permission, granted_by) if granted_by < roles:
            yield Weakening(HasPermission(permission, roles), f"any role grants `{permission}`", at)
        case ClaimEquals(path) | ClaimIs(path):
            yield Weakening(ClaimPresent(path, wanted=True), f"any value of the claim `{path}`", at)
        case HeaderIs(name):
            yield Weakening(HeaderPresent(name, wanted=True), f"any value of the header `{name.decode()}`", at)
