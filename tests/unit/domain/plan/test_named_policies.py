"""Named policies: found by name, used inside each other; circles and explosions are faults."""

from dataclasses import replace

from domain.permissions.combination import AnyOf
from domain.permissions.policy import Authenticated, HasRole, SubjectIs
from domain.plan.named_policies import DEEPEST, MOST, NamedPolicies, name_policies
from domain.spec.fault import Fault
from domain.spec.identity import PolicySpec
from domain.spec.requirement import AllOf, Named, Not, Public, Requirement, Role, Subject
from domain.spec.requirement import AnyOf as Any
from domain.spec.requirement import Authenticated as AnyCaller
from domain.spec.spec import Spec
from tests.unit.domain.builders import at, codes, faults, plan, role, route, spec, text

CALLER = AnyCaller(at())
VIEWER = Role(text("viewer"))


def policy(name: str, requirement: Requirement) -> PolicySpec:
    return PolicySpec(text(name), requirement)


def use(name: str, line: int = 1) -> Named:
    return Named(text(name, line))


def both(one: Requirement, other: Requirement) -> Requirement:
    return AllOf(at(), (one, other))


def named(*policies: PolicySpec) -> tuple[NamedPolicies, list[Fault]]:
    found: list[Fault] = []
    return name_policies(policies, found), found


def using(require: Requirement, *policies: PolicySpec, path: str = "/orders") -> Spec:
    written = spec(route(written=path, require=require), roles=(role("viewer"),))
    return replace(written, policies=policies)


def test_a_policy_means_what_is_written_under_its_name() -> None:
    written = using(Any(at(), (use("a"), CALLER)), policy("b", VIEWER), policy("a", use("b")))
    door = plan(written).routes[0].door
    assert door is not None
    assert door.policy == AnyOf((HasRole("viewer", frozenset(("viewer",))), Authenticated()))


def test_a_policy_may_use_several_whatever_their_order_in_the_file() -> None:
    found, complaints = named(policy("a", both(use("b"), use("c"))), policy("b", use("c")), policy("c", CALLER))
    assert (set(found.sound), complaints) == ({"a", "b", "c"}, [])


def test_a_name_that_is_declared_nowhere_is_a_fault_with_a_hint() -> None:
    [fault] = faults(using(use("staff"), policy("staff-only", VIEWER)))
    assert (fault.code, fault.hint) == ("policy-unknown", "did you mean `staff-only`?")
    [fault] = faults(using(CALLER, policy("a", use("b"))))
    assert fault.code == "policy-unknown"


def test_a_policy_that_no_route_uses_is_checked_all_the_same() -> None:
    assert codes(faults(using(CALLER, policy("a", Role(text("x")))))) == ["role-unknown"]
    assert codes(faults(using(CALLER, policy("a", Public(at()))))) == ["public-combined"]


def test_a_parameter_is_checked_against_each_route_that_uses_the_policy() -> None:
    own = policy("own", Subject(text("{user_id}", 5)))
    door = plan(using(use("own"), own, path="/users/{user_id}")).routes[0].door
    assert door is not None
    assert door.policy == SubjectIs("user_id")
    [fault] = faults(using(use("own"), own, path="/users/{id}"))
    assert (fault.at, fault.hint) == (at(5), "known: {id}")
    assert fault.message == "`{user_id}` is no parameter of the path of route `orders`"


def test_a_policy_that_uses_itself_is_a_fault_at_each_link() -> None:
    circle = policy("a", Not(at(), use("b", 2))), policy("b", both(CALLER, use("a", 3))), policy("c", use("c", 4))
    found, complaints = named(*circle, policy("d", use("a", 5)), policy("e", CALLER))
    assert [(fault.code, fault.at.line) for fault in complaints] == [("policy-cycle", line) for line in (2, 3, 4)]
    assert (set(found.sound), found.declared) == ({"e"}, frozenset("abcde"))


def test_a_route_that_uses_a_faulty_policy_does_not_complain_again() -> None:
    assert codes(faults(using(use("a"), policy("a", use("a"))))) == ["policy-cycle"]


def test_policies_that_double_are_refused_before_they_are_written_out() -> None:
    doubling = [
        policy("p0", CALLER),
        *(policy(f"p{n}", both(use(f"p{n - 1}"), use(f"p{n - 1}"))) for n in range(1, 60)),
    ]
    found, complaints = named(*doubling)
    assert [fault.code for fault in complaints] == ["policy-large"]
    assert 2 ** (len(found.sound) - 1) < MOST


def test_policies_that_go_too_deep_are_refused() -> None:
    chain = [policy("p0", CALLER), *(policy(f"p{n}", Not(at(), use(f"p{n - 1}"))) for n in range(1, 2000))]
    found, complaints = named(*reversed(chain))
    assert ([fault.code for fault in complaints], len(found.sound)) == (["policy-large"], DEEPEST)
