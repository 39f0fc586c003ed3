"""Routes compile: each says who may call it, by whose token, and where it leads; or it is a fault."""

from dataclasses import replace
from typing import Any

import pytest

from domain.permissions.policy import Authenticated, HasRole, SubjectIs
from domain.plan.plan import Door
from domain.routing.pattern import Pattern
from domain.routing.rewrite import compile_rewrite
from domain.spec.fault import Fault
from domain.spec.identity import IssuerSpec
from domain.spec.requirement import Authenticated as AnyCaller
from domain.spec.requirement import Public, Role, Subject
from domain.spec.route import DestinationSpec, RedirectSpec, RespondSpec, RouteSpec
from domain.spec.server import CompressSpec, CorsSpec, ServerSpec
from domain.spec.spec import Spec
from domain.spec.websocket import WebSocketSpec
from tests.unit.domain.builders import at, codes, faults, issuer, plan, role, route, spec, text

CALLER = AnyCaller(at())
GUARDED = route(require=CALLER)
TWO = issuer("main"), issuer("other")


def door_of(written: Spec) -> Door | None:
    return plan(written).routes[0].door


def only_fault(written: Spec) -> Fault:
    [fault] = faults(written)
    return fault


def test_a_public_route_has_no_door() -> None:
    assert door_of(spec(route())) is None


def test_a_guarded_route_has_a_door_with_its_policy() -> None:
    written = route(require=Role(text("viewer")))
    assert door_of(spec(written, roles=(role("viewer"),))) == Door(("main",), HasRole("viewer", frozenset(("viewer",))))


def test_a_policy_may_speak_of_the_parameters_of_the_path() -> None:
    written = route(written="/users/{user_id}", require=Subject(text("{user_id}")))
    assert door_of(spec(written)) == Door(("main",), SubjectIs("user_id"))


def test_a_route_that_does_not_say_who_may_call_it_is_a_fault_and_not_public() -> None:
    assert only_fault(spec(route(require=None))).message == "route `orders` does not say who may call it"


def test_what_a_route_does_not_say_the_defaults_may_say() -> None:
    assert door_of(spec(route(require=None), default_require=CALLER)) == Door(("main",), Authenticated())
    assert door_of(spec(route(require=None), default_require=Public(at()))) is None


def test_what_a_route_says_itself_the_defaults_do_not_change() -> None:
    assert door_of(spec(GUARDED, default_require=Public(at()))) == Door(("main",), Authenticated())


@pytest.mark.parametrize(
    ("named", "default", "issuer_name"), [("other", "main", "other"), (None, "other", "other"), ("main", None, "main")]
)
def test_tokens_come_from_the_routes_issuer_then_from_the_default_one(
    named: str | None, default: str | None, issuer_name: str
) -> None:
    written = route(require=CALLER, credentials=(text(named),) if named else ())
    door = door_of(spec(written, issuers=TWO, default_credentials=(text(default),) if default else ()))
    assert door == Door((issuer_name,), Authenticated())


@pytest.mark.parametrize("issuers", [(), TWO])
def test_a_guarded_route_for_which_no_issuer_can_be_told_is_a_fault(issuers: tuple[IssuerSpec, ...]) -> None:
    assert only_fault(spec(GUARDED, issuers=issuers)).code == "credentials-missing"


def test_a_public_route_needs_no_issuer() -> None:
    assert plan(spec(route(), issuers=())).issuers == {}


def test_an_issuer_that_is_declared_nowhere_is_a_fault() -> None:
    assert only_fault(spec(route(require=CALLER, credentials=(text("mian"),)))).hint == "did you mean `main`?"


def test_an_upstream_that_is_declared_nowhere_is_a_fault_with_a_hint() -> None:
    fault = only_fault(spec(route(to=text("ordres"))))
    assert (fault.code, fault.hint) == ("upstream-unknown", "did you mean `orders`?")


def test_a_rewrite_is_compiled_against_the_routes_path() -> None:
    compiled = plan(spec(route(written="/users/{id}", rewrite=text("/v2/{id}")))).routes[0]
    assert compiled.destinations[0].rewrite == compile_rewrite("/v2/{id}", compiled.matcher.pattern)
    assert isinstance(compiled.matcher.pattern, Pattern)


def test_a_rewrite_that_cannot_be_filled_is_a_fault() -> None:
    fault = only_fault(spec(route(rewrite=text("/v2/{id}", 7))))
    assert fault == Fault(at(7), "rewrite-malformed", "`/v2/{id}`: the path has no parameter {id}")


def test_every_fault_of_a_route_is_found() -> None:
    broken: RouteSpec = route(written="orders", to=text("x"), require=Role(text("y")))
    assert sorted(codes(faults(spec(broken)))) == ["path-malformed", "role-unknown", "upstream-unknown"]


CORS = CorsSpec(at(), (text("https://shop.example"),))


@pytest.mark.parametrize(
    ("actions", "code"),
    [
        ({"to": None}, "action-missing"),
        ({"redirect": RedirectSpec(at())}, "action-repeated"),
        ({"to": None, "redirect": RedirectSpec(at()), "respond": RespondSpec(at())}, "action-repeated"),
    ],
)
def test_a_route_says_one_thing_that_becomes_of_a_request(actions: dict[str, Any], code: str) -> None:
    assert only_fault(spec(replace(route(), **actions))).code == code


def test_a_route_that_answers_by_itself_leads_nowhere() -> None:
    compiled = plan(spec(replace(route(), to=None, respond=RespondSpec(at())))).routes[0]
    assert (compiled.destinations, compiled.upstreams) == ((), ())
    assert compiled.answer is not None


def test_a_route_leads_to_each_upstream_once() -> None:
    twice = (DestinationSpec(text("orders")), DestinationSpec(text("orders"), 2))
    assert plan(spec(replace(route(), to=twice))).routes[0].upstreams == ("orders",)


def test_a_routes_own_cors_takes_the_place_of_the_servers() -> None:
    written = replace(
        spec(route(), replace(route("own", "/own"), cors=CORS)), server=ServerSpec(cors=replace(CORS, max_age=1))
    )
    assert [one.cors.max_age for one in plan(written).routes if one.cors] == [1, 600]
    assert plan(spec(route())).routes[0].cors is None


@pytest.mark.parametrize(("written", "compresses"), [(None, True), (True, True), (False, False)])
def test_a_route_compresses_as_the_server_does_unless_it_says_otherwise(written: bool | None, compresses: bool) -> None:
    server = ServerSpec(compress=CompressSpec())
    [compiled] = plan(replace(spec(replace(route(), compress=written)), server=server)).routes
    assert compiled.compresses is compresses


def test_a_route_that_compresses_where_the_server_does_not_say_how_is_a_fault() -> None:
    assert only_fault(spec(replace(route(), compress=True))).code == "compress-undefined"


def test_a_websocket_needs_an_upstream() -> None:
    alone = replace(route(), to=None, respond=RespondSpec(at()), websocket=WebSocketSpec(at()))
    assert only_fault(spec(alone)).code == "websocket-without-upstream"
