"""Compiling, whatever was written: a plan or faults, never an exception and never both."""

from hypothesis import given
from hypothesis import strategies as st

from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.plan.roles import compile_roles
from domain.spec.fault import Fault
from domain.spec.identity import RoleSpec
from domain.spec.spec import Spec
from tests.property.specs import known_callers, sound_specs, specs
from tests.unit.domain.builders import role


@given(st.one_of(specs, known_callers, sound_specs))
def test_any_spec_gives_a_plan_or_faults(spec: Spec) -> None:
    compiled = compile_plan(spec)
    if isinstance(compiled, Plan):
        assert [route.name for route in compiled.routes] == [route.name.text for route in spec.routes]
    else:
        assert compiled
        assert all(isinstance(fault, Fault) for fault in compiled)


@given(st.one_of(specs, known_callers))
def test_faults_stand_in_the_order_of_the_file_each_once(spec: Spec) -> None:
    compiled = compile_plan(spec)
    if not isinstance(compiled, Plan):
        assert [fault.at for fault in compiled] == sorted(fault.at for fault in compiled)
        assert len(set(compiled)) == len(compiled)


@given(sound_specs)
def test_a_sound_spec_gives_a_plan_and_the_same_one_each_time(spec: Spec) -> None:
    first, second = compile_plan(spec), compile_plan(spec)
    assert isinstance(first, Plan), first
    assert isinstance(second, Plan), second
    assert (first.routes, first.roles, first.issuers) == (second.routes, second.roles, second.issuers)


ROLES = ("a", "b", "c", "d", "e")
inheritance = st.fixed_dictionaries({name: st.lists(st.sampled_from(ROLES), max_size=2) for name in ROLES})


def reaches(parents: dict[str, list[str]], start: str) -> set[str]:
    found: set[str] = set()
    for _ in parents:
        found |= {parent for name in (*found, start) for parent in parents[name]}
    return found


@given(inheritance)
def test_roles_that_inherit_themselves_are_faults_and_no_others_are(parents: dict[str, list[str]]) -> None:
    faults: list[Fault] = []
    specs: tuple[RoleSpec, ...] = tuple(role(name, inherits=tuple(parents[name])) for name in ROLES)
    table = compile_roles(specs, (), faults)
    circular = {name for name in ROLES if name in reaches(parents, name)}
    assert {fault.message.split("`")[1] for fault in faults} == circular
    assert all(table.roles[name].counts_as == reaches(parents, name) | {name} for name in ROLES)
