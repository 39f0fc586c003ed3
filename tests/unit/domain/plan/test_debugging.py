"""Who may ask for explanations: whoever has the permission that is named, which must be a declared one."""

from domain.permissions.permission import Permission
from domain.permissions.policy import HasPermission
from domain.permissions.role import Role, RoleTable
from domain.plan.debugging import compile_debug
from domain.spec.fault import Fault
from tests.unit.domain.builders import text

ROLES = RoleTable({"admin": Role("admin", frozenset(("admin",)), frozenset((Permission("gateway", "*"),)))})


def test_nobody_may_where_nothing_is_written() -> None:
    assert compile_debug(None, ROLES, []) is None


def test_a_role_that_grants_the_permission_may() -> None:
    faults: list[Fault] = []
    assert compile_debug(text("gateway:debug"), ROLES, faults) == HasPermission("gateway:debug", frozenset(("admin",)))
    assert faults == []


def test_a_permission_that_is_declared_nowhere_is_a_fault() -> None:
    faults: list[Fault] = []
    compile_debug(text("gateway:debug"), RoleTable({}), faults)
    assert [fault.code for fault in faults] == ["permission-unknown"]
