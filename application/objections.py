"""Objections: what is wrong with a plan as a whole, though each of its parts compiles. With one, it is not taken up."""

from domain.plan.plan import Plan
from domain.spec.fault import Fault


def objections(_plan: Plan) -> tuple[Fault, ...]:
    """The same ones wherever a plan is read: by `limen check`, at a start and at a reload."""
    return ()
