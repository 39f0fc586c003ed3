"""Comparisons compile: parameters are resolved, patterns read, and what could never be compared is a fault."""

import pytest

from domain.permissions import comparison, operand
from domain.permissions.claim import ClaimIs, ClaimPresent
from domain.permissions.glob import Glob
from domain.permissions.header import HeaderIs, HeaderPresent
from domain.permissions.policy import ClaimEquals, Policy
from domain.plan.comparisons import ComparisonCompiler
from domain.plan.parameters import Parameters
from domain.spec.comparison import Contains, Equals, HeaderOf, In, Literal, Matches, Parameter, Present, Test
from domain.spec.fault import Fault
from tests.unit.domain.builders import at, codes, text

ACME, FIVE = Literal(at(), "acme"), Literal(at(), 5)
ID, UNKNOWN, TENANT = Parameter(text("{id}")), Parameter(text("{x}")), HeaderOf(text("X-Tenant"))


def compiled(test: Test, *, header: bool = False) -> tuple[Policy | None, list[Fault]]:
    faults: list[Fault] = []
    compiler = ComparisonCompiler(Parameters(frozenset(("id",))), faults)
    return (compiler.header if header else compiler.claim)(text("X-It"), test), faults


@pytest.mark.parametrize(
    ("test", "policy"),
    [
        (Equals(ACME), ClaimEquals("X-It", "acme")),
        (Equals(ID), ClaimIs("X-It", comparison.Equals(operand.PathParameter("id")))),
        (Equals(TENANT), ClaimIs("X-It", comparison.Equals(operand.HeaderValue(b"x-tenant")))),
        (
            In(at(), (ACME, ID)),
            ClaimIs("X-It", comparison.OneOf((operand.Literal("acme"), operand.PathParameter("id")))),
        ),
        (In(at(), (FIVE, FIVE)), ClaimIs("X-It", comparison.OneOf((operand.Literal(5), operand.Literal(5))))),
        (Contains(FIVE), ClaimIs("X-It", comparison.Contains(operand.Literal(5)))),
        (Matches(text("a*")), ClaimIs("X-It", comparison.Matches(Glob(("a", ""))))),
        (Present(wanted=True), ClaimPresent("X-It", wanted=True)),
    ],
)
def test_a_claim_is_compared_as_written(test: Test, policy: Policy) -> None:
    assert compiled(test) == (policy, [])


@pytest.mark.parametrize(
    ("test", "policy"),
    [
        (Equals(ACME), HeaderIs(b"x-it", comparison.Equals(operand.Literal("acme")))),
        (In(at(), (ACME,)), HeaderIs(b"x-it", comparison.OneOf((operand.Literal("acme"),)))),
        (Contains(ID), HeaderIs(b"x-it", comparison.Contains(operand.PathParameter("id")))),
        (Matches(text("*a")), HeaderIs(b"x-it", comparison.Matches(Glob(("", "a"))))),
        (Present(wanted=False), HeaderPresent(b"x-it", wanted=False)),
    ],
)
def test_a_header_is_compared_as_written_under_its_name_in_lower_case(test: Test, policy: Policy) -> None:
    assert compiled(test, header=True) == (policy, [])


@pytest.mark.parametrize("test", [Equals(UNKNOWN), Contains(UNKNOWN)])
def test_a_parameter_that_the_path_does_not_have_is_a_fault(test: Test) -> None:
    for header in (False, True):
        policy, faults = compiled(test, header=header)
        assert (policy, codes(faults)) == (None, ["parameter-unknown"])


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (In(at(), ()), ["list-empty"]),
        (In(at(), (ACME, FIVE)), ["kinds-mixed"]),
        (In(at(), (FIVE, ID)), ["kinds-mixed"]),
        (In(at(), (FIVE, Literal(at(), value=True))), ["kinds-mixed"]),
        (In(at(), (ACME, UNKNOWN)), ["parameter-unknown"]),
        (Matches(text("*")), ["pattern-malformed"]),
    ],
)
def test_what_could_never_be_compared_is_a_fault(test: Test, expected: list[str]) -> None:
    assert codes(compiled(test)[1]) == expected


@pytest.mark.parametrize("test", [Equals(FIVE), Contains(FIVE), In(at(), (FIVE,))])
def test_a_header_is_text(test: Test) -> None:
    assert [fault.message for fault in compiled(test, header=True)[1]] == ["a header is text"]
