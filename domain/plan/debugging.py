"""Compiles `server.debug`: the permission that it takes to be told why one's own call was decided as it was."""

from domain.permissions.policy import Policy
from domain.permissions.role import RoleTable
from domain.plan.parameters import Parameters
from domain.plan.policies import PolicyCompiler
from domain.spec.fault import Fault
from domain.spec.place import Text
from domain.spec.requirement import Permission

ASKING, TELLING = b"x-limen-explain", b"x-limen-explanation"  # between the caller and us: neither travels on


def compile_debug(permission: Text | None, roles: RoleTable, faults: list[Fault]) -> Policy | None:
    """None: nobody is told. A permission that is declared nowhere is a fault, like anywhere else."""
    return None if permission is None else PolicyCompiler(roles, Parameters(), faults).compile(Permission(permission))
