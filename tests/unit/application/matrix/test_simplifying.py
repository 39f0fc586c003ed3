"""A policy with what is known put in lets in exactly whom the whole lets in, and reads as what is left to ask."""

from itertools import product

import pytest

from application.matrix.simplifying import ALLOWS, DENIES, Known, simplified
from domain.identity.principal import Principal
from domain.permissions.by_method import ByMethod
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.decision import ALLOW
from domain.permissions.facts import Facts
from domain.permissions.policy import Authenticated, Policy
from tests.unit.domain.permissions.test_possible import Says

VALUES = (True, False, None)
KNOWN = {True: Known.HOLDS, False: Known.FAILS, None: Known.UNDECIDED}


def shapes(a: Policy, b: Policy, c: Policy) -> tuple[Policy, ...]:
    return (
        AnyOf((a, b, c)),
        AllOf((a, b, c)),
        Not(AllOf((a, b))),
        Not(AnyOf((a, Not(b), AllOf((c, a))))),
        Unless(a, (b, c)),
        Unless(Authenticated(), (Not(b), c)),
        ByMethod({"GET": AnyOf((a, Not(b))), "PUT": c}),
    )


@pytest.mark.parametrize("shape", range(7))
@pytest.mark.parametrize("open_part", "abc")
def test_what_is_left_lets_in_whom_the_whole_does(shape: int, open_part: str) -> None:
    for a, b, c in product(VALUES, VALUES, VALUES):
        whole = shapes(Says("a", a), Says("b", b), Says("c", c))[shape]

        def knowing(part: Policy) -> Known | None:
            return None if not isinstance(part, Says) or part.name == open_part else KNOWN[part.value]

        left = simplified(whole, knowing, "GET")
        lets_in, still = (one.decide(Principal("x"), Facts(method="GET")) is ALLOW for one in (whole, left))
        assert lets_in is still, (str(whole), str(left))


def left(policy: Policy, **known: bool) -> str:
    def knowing(part: Policy) -> Known | None:
        return KNOWN[known[part.name]] if isinstance(part, Says) and part.name in known else None

    return str(simplified(policy, knowing, "GET"))


def test_what_is_left_reads_as_the_condition() -> None:
    a, b, c = (Says(name, None) for name in "abc")
    assert left(AnyOf((a, AllOf((b, c)))), a=False, c=True) == "b=None"
    assert left(Unless(a, (b, c)), a=True, b=False) == "not c=None"
    assert left(Unless(a, (b, c)), b=False) == "a=None, but never c=None"
    assert left(AllOf((Not(a), b)), a=False) == "b=None"


def test_what_is_wholly_known_is_one_of_two() -> None:
    a, b = Says("a", None), Says("b", None)
    assert simplified(AllOf((a, b)), lambda _: Known.HOLDS, "GET") == ALLOWS
    assert simplified(Unless(a, (b,)), lambda _: Known.HOLDS, "GET") == DENIES
    assert simplified(AnyOf((a, b)), lambda _: Known.UNDECIDED, "GET") == DENIES
    assert simplified(ByMethod({"PUT": a}), lambda _: None, "GET") == ByMethod({"PUT": a})
