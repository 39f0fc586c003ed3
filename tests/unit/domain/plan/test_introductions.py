"""The headers that are the gateway's alone."""

import pytest

from domain.identity.introduction import Introduction, Item, Told
from domain.plan.introductions import compile_introduction, introducing, own_header
from domain.spec.fault import Fault
from domain.spec.upstream import IntroductionSpec, TargetSpec, ToldSpec, UpstreamSpec
from tests.unit.domain.builders import text


def told(header: str, what: str, claim: str = "") -> ToldSpec:
    return ToldSpec(text(header), what, claim)


def test_an_introduction_is_compiled_item_by_item_with_names_in_lower_case() -> None:
    spec = IntroductionSpec(token=False, headers=(told("X-User", "subject"), told("x-tenant", "claim", "tenant")))
    expected = (Item(b"x-user", Told.SUBJECT), Item(b"x-tenant", Told.CLAIM, "tenant"))
    assert compile_introduction(spec, []) == Introduction(passes_token=False, items=expected)


@pytest.mark.parametrize("name", ["Authorization", "host", "X-Forwarded-For", "traceparent", "connection", "via"])
def test_a_name_with_a_meaning_of_its_own_is_a_fault(name: str) -> None:
    faults: list[Fault] = []
    own_header(text(name), faults)
    assert [fault.code for fault in faults] == ["header-taken"]


def test_what_introduces_to_one_upstream_is_reserved_for_all() -> None:
    target = (TargetSpec(text("http://a:1")),)
    one = UpstreamSpec(text("a"), target, identity=IntroductionSpec(headers=(told("X-User", "subject"),)))
    assert introducing([one, UpstreamSpec(text("b"), target)]) == {b"x-user"}
