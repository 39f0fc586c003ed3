"""What a file says of its own analysis."""

from domain.permissions.policy import Anybody
from domain.plan.compile import compile_plan
from domain.spec.fault import Fault
from tests.unit.domain.analysis.written import plan_of, spec_of


def faults(written: str) -> list[Fault]:
    found = compile_plan(spec_of(written))
    assert isinstance(found, tuple)
    return list(found)


def test_what_may_stand_is_kept_with_its_reason() -> None:
    plan = plan_of(
        'analysis: {suppress: [{code: route-shadowed, about: a, reason: "x"}, {code: role-idle, reason: "y"}]}\n'
    )
    assert [(one.code, one.about, one.reason) for one in plan.suppressions] == [
        ("route-shadowed", "a", "x"),
        ("role-idle", None, "y"),
    ]


def test_there_is_no_reason_for_what_is_no_finding() -> None:
    (fault,) = faults('analysis: {suppress: [{code: route-shadowd, reason: "x"}]}\n')
    assert (fault.code, fault.hint) == ("finding-unknown", "did you mean `route-shadowed`?")


def test_an_invariant_is_compiled_like_a_route() -> None:
    plan = plan_of(
        "invariants:\n"
        "  - {name: one, for: 'GET /admin/**', must: {require: {role: admin}, "
        "deny: {role: viewer}, upstream: [orders, users]}}\n"
        "  - {for: {path: /a}, must: {allow: public}}\n"
    )
    one, two = plan.invariants
    assert (one.name, str(one.require), str(one.deny), one.allow, one.upstreams) == (
        "one",
        "role admin",
        "role viewer",
        None,
        ("orders", "users"),
    )
    assert (one.matcher.pattern.open_ended, one.matcher.pattern.text) == (True, "/admin")
    assert one.matcher.methods == frozenset(("GET",))
    assert (two.name, two.allow) == ("/a", Anybody())


def test_what_it_names_must_be_there_and_it_must_say_something() -> None:
    found = faults(
        "invariants:\n"
        "  - {for: {path: /a}, must: {require: {role: nobody}, upstream: nowhere}}\n"
        "  - {for: {path: /a}, must: {}}\n"
        "  - {for: {path: a}, must: {require: public}}\n"
    )
    assert {fault.code for fault in found} == {
        "role-unknown",
        "upstream-unknown",
        "invariant-empty",
        "path-malformed",
        "public-combined",
    }
