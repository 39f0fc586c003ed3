"""What policies ask of callers."""

from domain.analysis.wants import atoms_of, wants_of
from domain.permissions.by_method import ByMethod
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.policy import Authenticated, ClaimEquals, HasPermission, HasRole
from tests.unit.domain.analysis.written import plan_of, routes

A, B, C = ClaimEquals("a", "x"), ClaimEquals("b", "x"), Authenticated()


def test_every_atom_is_asked_wherever_it_stands() -> None:
    assert list(atoms_of(Unless(AnyOf((A, Not(B))), (AllOf((C, A)),)))) == [A, B, C, A]
    assert list(atoms_of(ByMethod({"GET": A, "PUT": B}))) == [A, B]


def test_roles_and_permissions_that_routes_ask_for_are_wants() -> None:
    plan = plan_of(
        routes(
            'one: {match: GET /a, to: orders, require: {any_of: [{role: admin}, {permission: "orders:write"}]}}',
            'two: {match: "GET /b", to: orders, require: public}',
        )
    )
    wants = wants_of(plan)
    assert [type(want.policy) for want in wants] == [HasRole, HasPermission]
    assert [want.held_by for want in wants] == [frozenset(("admin",)), frozenset(("admin", "manager"))]
    assert {want.route.name for want in wants} == {"one"}
