"""`access`: every method that the route takes has its level, and no other method has one."""

from domain.permissions.by_method import ByMethod
from domain.permissions.policy import Authenticated, HasRole, Policy
from domain.plan.levels import compile_levels
from domain.plan.parameters import Parameters
from domain.plan.policies import PolicyCompiler
from domain.plan.roles import compile_roles
from domain.routing.matcher import Matcher
from domain.spec import requirement as written
from domain.spec.fault import Fault
from domain.spec.requirement import Requirement
from domain.spec.route import AccessSpec
from tests.unit.domain.builders import at, matcher, role, text

ROLES = compile_roles((role("viewer"), role("manager", inherits=("viewer",))), (), [])
VIEWER, MANAGER = written.Role(text("viewer")), written.Role(text("manager"))


def compiled(matched: Matcher | None, **levels: Requirement) -> tuple[Policy, list[Fault]]:
    faults: list[Fault] = []
    access = AccessSpec(at(2), tuple((text(method, 3), level) for method, level in levels.items()))
    compiler = PolicyCompiler(ROLES, Parameters(frozenset()), faults)
    return compile_levels(access, matched, compiler, faults), faults


def test_each_method_has_the_level_that_is_written() -> None:
    levels = ByMethod(
        {
            "GET": HasRole("viewer", frozenset(("viewer", "manager"))),
            "POST": HasRole("manager", frozenset(("manager",))),
        }
    )
    assert compiled(matcher("/", "GET POST"), GET=VIEWER, POST=MANAGER) == (levels, [])


def test_where_there_is_one_method_there_is_nothing_to_choose() -> None:
    assert compiled(matcher("/", "GET"), GET=written.Authenticated(at())) == (Authenticated(), [])


def test_a_method_of_the_route_that_is_not_listed_is_a_fault() -> None:
    [fault] = compiled(matcher("/", "GET POST"), GET=VIEWER)[1]
    expected = "`access` says nothing of `POST`, which the route takes"
    assert (fault.at, fault.code, fault.message) == (at(2), "access-missing", expected)


def test_a_method_that_the_route_does_not_take_is_a_fault() -> None:
    [fault] = compiled(matcher("/", "GET POST"), GET=VIEWER, POST=VIEWER, PUT=VIEWER)[1]
    assert (fault.at, fault.code, fault.hint) == (at(3), "access-idle", "it takes GET, POST")


def test_a_route_that_takes_every_method_cannot_be_listed() -> None:
    [fault] = compiled(matcher("/"), GET=VIEWER)[1]
    assert fault.code == "access-open"


def test_a_role_that_is_declared_nowhere_is_a_fault_also_where_the_path_is_one() -> None:
    [fault] = compiled(None, GET=written.Role(text("viewr")))[1]
    assert fault.code == "role-unknown"
