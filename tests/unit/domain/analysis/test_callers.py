"""Who can come to a route."""

import json
from typing import Any

from domain.analysis.callers import policy_of, scopes_of
from domain.analysis.region import regions_of
from domain.analysis.sample import samples
from domain.analysis.variable import Scope
from domain.analysis.vocabulary import vocabulary_of
from domain.plan.plan import Plan
from tests.unit.application.house import plan_of

ISSUER = {"issuer": "https://idp.example", "audience": ["shop"], "keys": "discover", "algorithms": ["RS256"]}
ASKED = {"url": "https://idp.example/introspect", "client_id": "limen", "client_secret": "s"}


def plan(route: dict[str, Any] | None = None, **identity: Any) -> Plan:
    written = {
        "version": 1,
        "server": {"trusted_proxies": ["10.0.0.0/8"]},
        "identity": {"issuers": {"main": ISSUER}, **identity},
        "permissions": {"roles": {"viewer": {}, "admin": {}}},
        "upstreams": {"orders": {"targets": [{"url": "http://orders:8080"}]}},
        "routes": {"r": {"match": "GET,PUT /r/{id}", "to": "orders", "require": "authenticated", **(route or {})}},
    }
    return plan_of(json.dumps(written))


def scopes(route: dict[str, Any] | None = None, **identity: Any) -> list[Scope]:
    made = plan(route, **identity)
    (region,) = regions_of(made.routes[0].matcher)
    sample = next(samples(region, vocabulary_of([made.routes[0].matcher])))
    return list(scopes_of(made, made.routes[0], region, sample))


def main(**more: Any) -> dict[str, Any]:
    return {"issuers": {"main": {**ISSUER, **more}}}


def test_a_token_states_what_its_issuer_is_said_to_state() -> None:
    (scope,) = scopes()
    assert (scope.subject_claim, scope.roles, scope.states_permissions) == ("sub", frozenset(), False)
    assert (scope.methods, scope.headers, scope.is_anybody) == (("GET", "PUT"), ((b"host", b"any.example"),), False)
    (scope,) = scopes(**main(claims={"subject": "uid", "roles": "roles", "permissions": "scope", "tenant": "org"}))
    assert (scope.subject_claim, scope.roles, scope.states_permissions) == ("uid", None, True)
    assert scope.text_claims == {"tenant"}


def test_of_mapped_roles_only_those_that_something_is_mapped_to() -> None:
    mapped = {"claims": {"roles": "roles"}, "role_map": {"theirs": "viewer"}}
    assert scopes(**main(**mapped))[0].roles == frozenset(("viewer",))
    assert scopes(**main(**mapped, unmapped_roles="keep"))[0].roles is None


def test_another_service_may_know_of_any_role() -> None:
    lookup = {"desk": {"url": "https://roles.example/{subject}"}}
    assert scopes(**main(roles_from="desk"), roles_from=lookup)[0].roles is None


def test_each_credential_is_a_way_of_its_own_and_a_cookie_is_its_issuers() -> None:
    key = {"id": "abcd", "hash": "sha256:" + "ab" * 32, "owner": "partner"}
    found = scopes(
        {"credentials": ["main", "session", "asked", "keys", "certs"]},
        cookies={"session": {"name": "s", "issuer": "main"}},
        introspection={"asked": {**ASKED, "claims": {"subject": "user"}}},
        api_keys={"keys": {"keys": [key]}},
        certificates={
            "certs": {"header": "x-cert", "subject": "uri", "roles": {"spiffe://a": ["viewer"], "b*": ["admin"]}}
        },
    )
    assert [scope.subject_claim for scope in found] == ["sub", "user", None, None]
    assert (found[2].roles, found[3].roles) == (None, frozenset(("viewer", "admin")))


def test_on_a_public_route_anybody_calls() -> None:
    (scope,) = scopes({"require": "public"})
    assert scope.is_anybody
    made = plan({"require": "public", "deny": {"client": "10.0.0.0/8"}})
    assert str(policy_of(made.routes[0])) == "public, but never client in 10.0.0.0/8"
    assert policy_of(plan({"require": "public"}).routes[0]) is None
    assert str(policy_of(plan().routes[0])) == "any authenticated caller"
