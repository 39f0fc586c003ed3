"""Demands: a route narrows what the defaults require, widens it only on its word, and never gets round a `deny`."""

from dataclasses import replace
from ipaddress import ip_network
from typing import Any

import pytest

from domain.permissions.client import ClientIn
from domain.permissions.combination import AllOf, Unless
from domain.permissions.policy import Anybody, Authenticated, HasRole, Policy
from domain.plan.plan import Route
from domain.spec import requirement as written
from domain.spec.fault import Fault
from domain.spec.requirement import Requirement
from domain.spec.route import AccessSpec, MatchSpec
from domain.spec.spec import Spec
from tests.unit.domain.builders import at, codes, faults, plan, role, route, spec, text

PUBLIC, CALLER = written.Public(at()), written.Authenticated(at())
VIEWER, ADMIN = written.Role(text("viewer")), written.Role(text("admin"))
IS_VIEWER, IS_ADMIN = HasRole("viewer", frozenset(("viewer",))), HasRole("admin", frozenset(("admin",)))
OFFICE, IN_OFFICE = written.Client((text("10.0.0.0/8"),)), ClientIn((ip_network("10.0.0.0/8"),))


def shop(require: Requirement | None, default: Requirement | None = None, **others: Any) -> Spec:
    default_deny = others.pop("default_deny", None)
    one = replace(route(require=require), match=MatchSpec(text("/orders"), methods=(text("GET"),)), **others)
    whole = spec(one, roles=(role("viewer"), role("admin")), default_require=default)
    return replace(whole, default_deny=default_deny)


def route_of(whole: Spec) -> Route:
    return plan(whole).routes[0]


def policy_of(whole: Spec) -> Policy | None:
    door = route_of(whole).door
    return door.policy if door else None


def only_fault(whole: Spec) -> Fault:
    [fault] = faults(whole)
    return fault


def access(requirement: Requirement) -> AccessSpec:
    return AccessSpec(at(), ((text("GET"), requirement),))


@pytest.mark.parametrize(
    ("default", "own", "demanded"),
    [
        (None, VIEWER, IS_VIEWER),
        (VIEWER, None, IS_VIEWER),
        (VIEWER, ADMIN, AllOf((IS_VIEWER, IS_ADMIN))),
        (VIEWER, VIEWER, IS_VIEWER),
        (CALLER, ADMIN, IS_ADMIN),
        (ADMIN, CALLER, IS_ADMIN),
        (CALLER, CALLER, Authenticated()),
        (PUBLIC, ADMIN, IS_ADMIN),
        (PUBLIC, PUBLIC, None),
        (PUBLIC, None, None),
        (None, PUBLIC, None),
    ],
)
def test_a_route_demands_what_it_says_and_what_the_defaults_say(
    default: Requirement | None, own: Requirement | None, demanded: Policy | None
) -> None:
    assert policy_of(shop(own, default)) == demanded


@pytest.mark.parametrize(("own", "demanded"), [(ADMIN, IS_ADMIN), (CALLER, Authenticated()), (PUBLIC, None)])
def test_a_route_that_overrides_demands_what_it_says_alone(own: Requirement, demanded: Policy | None) -> None:
    assert policy_of(shop(own, VIEWER, override=True)) == demanded


def test_a_public_route_where_the_defaults_require_more_is_a_fault() -> None:
    fault = only_fault(shop(written.Public(at(7)), VIEWER))
    assert (fault.at, fault.code, fault.hint) == (at(7), "require-widened", "`override: true`, if that is meant")


def test_an_override_that_says_nothing_instead_is_a_fault() -> None:
    assert only_fault(shop(None, VIEWER, override=True)).code == "require-missing"


def test_levels_of_access_narrow_what_else_is_required() -> None:
    assert policy_of(shop(None, access=access(ADMIN))) == IS_ADMIN
    assert policy_of(shop(None, PUBLIC, access=access(ADMIN))) == IS_ADMIN
    assert policy_of(shop(VIEWER, access=access(ADMIN))) == AllOf((IS_VIEWER, IS_ADMIN))
    assert policy_of(shop(None, VIEWER, access=access(ADMIN))) == AllOf((IS_VIEWER, IS_ADMIN))
    assert policy_of(shop(None, VIEWER, access=access(ADMIN), override=True)) == IS_ADMIN


def test_public_beside_levels_of_access_is_a_fault() -> None:
    assert only_fault(shop(PUBLIC, access=access(ADMIN))).code == "public-combined"
    assert codes(faults(shop(None, access=access(PUBLIC)))) == ["public-combined"]


def test_who_is_denied_is_refused_whatever_is_required() -> None:
    assert policy_of(shop(VIEWER, deny=ADMIN)) == Unless(IS_VIEWER, (IS_ADMIN,))
    assert policy_of(shop(VIEWER, default_deny=ADMIN)) == Unless(IS_VIEWER, (IS_ADMIN,))
    assert policy_of(shop(VIEWER, CALLER, default_deny=ADMIN, override=True)) == Unless(IS_VIEWER, (IS_ADMIN,))


def test_what_the_defaults_deny_and_what_the_route_denies_are_both_denied() -> None:
    several = written.AnyOf(at(), (ADMIN, OFFICE))
    expected = Unless(IS_VIEWER, (IS_ADMIN, IN_OFFICE, IS_VIEWER))
    assert policy_of(shop(VIEWER, default_deny=several, deny=VIEWER)) == expected


def test_public_cannot_be_denied() -> None:
    for whole in (shop(VIEWER, deny=PUBLIC), shop(VIEWER, default_deny=PUBLIC)):
        assert only_fault(whole).code == "public-combined"


def test_a_public_route_may_deny_networks_times_and_headers() -> None:
    for whole in (shop(PUBLIC, deny=OFFICE), shop(PUBLIC, default_deny=OFFICE)):
        found = route_of(whole)
        assert (found.door, found.fence) == (None, Unless(Anybody(), (IN_OFFICE,)))
    assert route_of(shop(PUBLIC)).fence is None
    assert route_of(shop(VIEWER, deny=OFFICE)).fence is None


def test_a_public_route_that_denies_by_who_is_calling_is_a_fault() -> None:
    for deny in (ADMIN, written.AnyOf(at(), (OFFICE, ADMIN)), written.Not(at(), VIEWER)):
        fault = only_fault(shop(PUBLIC, deny=deny, override=True))
        assert (fault.code, fault.hint) == ("deny-without-caller", "`client`, `time` and `header` alone")


def test_a_public_route_leaves_out_what_the_defaults_deny_to_callers_only_on_its_word() -> None:
    several = written.AnyOf(at(), (ADMIN, OFFICE))
    fault = only_fault(shop(PUBLIC, default_deny=several))
    assert (fault.code, fault.hint[:16]) == ("deny-without-caller", "`override: true`")
    assert route_of(shop(PUBLIC, default_deny=several, override=True)).fence == Unless(Anybody(), (IN_OFFICE,))
    assert route_of(shop(PUBLIC, default_deny=ADMIN, override=True)).fence is None
