"""Compiling: a whole plan or all the faults, in the order of the file, each once."""

from domain.plan.plan import Plan
from domain.routing.table import Match
from domain.spec.requirement import Authenticated
from tests.unit.domain.builders import at, codes, faults, plan, request, role, route, spec, text


def test_a_plan_has_a_table_that_finds_its_routes() -> None:
    compiled = plan(spec(route("orders", "/orders"), route("one", "/orders/{id}")))
    assert compiled.table.match(request("GET", b"/orders/7")) == Match(compiled.routes[1], {"id": "7"})


def test_routes_are_numbered_in_the_order_of_the_file() -> None:
    compiled = plan(spec(route("a", "/{x}"), route("b", "/{y}")))
    assert [(one.name, one.number) for one in compiled.routes] == [("a", 0), ("b", 1)]


def test_a_plan_holds_what_it_is_made_of() -> None:
    compiled = plan(spec(route(), roles=(role("viewer"),)))
    assert (list(compiled.issuers), list(compiled.roles.roles), list(compiled.upstreams)) == (
        ["main"],
        ["viewer"],
        ["orders"],
    )


def test_a_spec_without_routes_is_a_fault() -> None:
    assert codes(faults(spec())) == ["routes-empty"]


def test_a_default_issuer_that_is_declared_nowhere_is_one_fault_however_many_routes_need_it() -> None:
    guarded = [route(name, f"/{name}", require=Authenticated(at())) for name in "abc"]
    assert codes(faults(spec(*guarded, default_credentials=(text("mian"),)))) == ["credential-unknown"]


def test_a_declared_default_issuer_is_no_fault() -> None:
    assert isinstance(plan(spec(route(), default_credentials=(text("main"),))), Plan)


def test_faults_come_in_the_order_of_the_file_and_not_of_the_compiler() -> None:
    found = faults(spec(route(to=text("x", 9)), route(rewrite=text("y", 3)), default_credentials=(text("z", 6),)))
    assert [fault.at.line for fault in found] == [3, 6, 9]


def test_a_fault_that_is_met_twice_is_told_once() -> None:
    missing = Authenticated(at())
    assert (
        len(
            faults(
                spec(route(require=missing, credentials=(text("x"),)), route(require=missing, credentials=(text("x"),)))
            )
        )
        == 1
    )


def test_faults_at_one_place_have_one_order() -> None:
    messages = [fault.message for fault in faults(spec(*(route(name, to=text(name)) for name in "dbca")))]
    assert messages == [f"upstream `{name}` is declared nowhere" for name in "abcd"]
