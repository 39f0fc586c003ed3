"""Expansion: what a file says in short becomes routes as anybody could have written them, before any is compiled.

So whatever asks about routes (tests, explanations, differences, documentation) knows one form of them.
"""

from domain.spec.fault import Fault
from domain.spec.spec import Spec


def expanded(spec: Spec, faults: list[Fault]) -> Spec:  # noqa: ARG001  of what cannot be expanded
    return spec
