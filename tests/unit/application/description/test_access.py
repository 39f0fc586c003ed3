from typing import Any

import pytest

from application.description.access import PUBLIC, access, may_be_denied, schemes, security, sign_in, who_may_call
from domain.identity.step_up import StepUp
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.lookups import IntrospectionSpec, LookupSpecs, SecretSpec
from domain.spec.requirement import AllOf, AnyOf, Permission
from domain.spec.spec import Spec
from domain.spec.upstream import TargetSpec, UpstreamSpec
from tests.unit.application.description.tables import AT, AUTHENTICATED, plan, role, route, text

UPSTREAM = UpstreamSpec(text("orders"), (TargetSpec(text("http://orders:8080")),))


def doors() -> Plan:
    return plan(
        route("open", "GET /open"),
        route("guarded", "GET /guarded", role("admin")),
        route("abroad", "GET /abroad", AUTHENTICATED, issuer="partners, abroad"),
    )


def test_a_public_route_says_so() -> None:
    assert who_may_call(doors().routes[0].door) == PUBLIC


def test_a_guarded_route_says_who_and_whose_token() -> None:
    said = who_may_call(doors().routes[1].door)
    assert said == "Who may call: `role admin`, with a credential of `shop`."


def test_only_a_policy_that_asks_for_more_than_a_token_can_deny() -> None:
    assert [may_be_denied(one.door) for one in doors().routes] == [False, True, False]


def test_public_routes_need_no_security_at_all() -> None:
    assert security(doors().routes[:1]) == []


def test_where_one_of_several_routes_is_public_a_token_is_a_choice() -> None:
    assert security(doors().routes[:2]) == [{}, {"shop": []}]


def test_every_issuer_has_a_scheme_of_its_own_under_a_name_that_openapi_takes() -> None:
    assert list(schemes(doors(), doors().routes)) == ["shop", "partners.2c..20.abroad"]
    assert security(doors().routes[2:]) == [{"partners.2c..20.abroad": []}]


def test_a_scheme_is_a_bearer_of_jwts_and_names_who_signs_for_whom() -> None:
    assert schemes(doors(), doors().routes)["shop"] == {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A token that `https://idp.example` signed, for the audience `shop-api`.",
    }


def test_a_sign_in_is_asked_for_in_words_where_not_any_will_do() -> None:
    assert sign_in(None) == ""
    assert sign_in(StepUp(("gold",), 300)) == "It takes a `sign-in: acr gold, at most 300 s old`."


@pytest.mark.parametrize(
    ("asked_for", "description"),
    [
        ({}, "A token that its issuer is asked about."),
        (
            {"issuer": "https://idp.example", "audience": ("shop", "app")},
            "A token of `https://idp.example`, for the audience `app` or `shop`, that its issuer is asked about.",
        ),
    ],
)
def test_an_opaque_token_is_a_bearer_of_no_known_format(asked_for: dict[str, Any], description: str) -> None:
    secret = SecretSpec(AT, "s")
    one = IntrospectionSpec(text("opaque"), text("https://idp.example/introspect"), "gateway", secret, **asked_for)
    compiled = compile_plan(
        Spec(
            AT,
            lookups=LookupSpecs((one,)),
            upstreams=(UPSTREAM,),
            routes=(route("a", "/a", AUTHENTICATED, issuer="opaque"),),
        )
    )
    assert isinstance(compiled, Plan)
    assert schemes(compiled, compiled.routes) == {
        "opaque": {"type": "http", "scheme": "bearer", "description": description}
    }


def test_programs_are_told_which_roles_and_permissions_play_a_part() -> None:
    both = AllOf(AT, (Permission(text("orders:read")), AnyOf(AT, (role("admin"), role("viewer")))))
    told = access(plan(route("a", "GET /a", both)).routes)["x-limen-access"]
    assert told == {
        "require": "permission orders:read and (role admin or role viewer)",
        "roles": ["admin", "viewer"],
        "permissions": ["orders:read"],
    }
    assert access(doors().routes[:1]) == {}
