"""Named policies: requirements written once, used by many. Circles are faults, and so is what grows beyond reading.

A policy is put in where its name stands. Policies of policies could double at each step: what would be more than
MOST requirements, or deeper than DEEPEST, is refused before anybody writes it out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain.spec.fault import Fault
from domain.spec.identity import PolicySpec
from domain.spec.requirement import AllOf, AnyOf, Named, Not, Requirement

MOST, DEEPEST = 1_000, 100


@dataclass(frozen=True, slots=True)
class NamedPolicies:
    sound: Mapping[str, Requirement] = field(default_factory=dict)
    declared: frozenset[str] = frozenset()


def name_policies(specs: tuple[PolicySpec, ...], faults: list[Fault]) -> NamedPolicies:
    by_name = {spec.name.text: spec for spec in specs}
    ordered = _bottom_up(by_name)
    sound: dict[str, Requirement] = {}
    sizes: dict[str, tuple[int, int]] = {}
    for spec in ordered:
        name, requirement = spec.name.text, spec.requirement
        if any(used.name.text in by_name and used.name.text not in sound for used in _used(requirement)):
            continue  # what is wrong below is said below
        sizes[name] = most, deepest = _extent(requirement, sizes)
        if most > MOST or deepest > DEEPEST:
            message = f"policy `{spec.name}` says more than {MOST} things, or is deeper than {DEEPEST} levels"
            faults.append(Fault(spec.name.at, "policy-large", message, "what does it mean, in fewer words?"))
        else:
            sound[name] = requirement
    circling = [spec for spec in by_name.values() if spec not in ordered] if len(ordered) < len(by_name) else []
    faults.extend(fault for spec in circling for fault in _circles(spec, by_name))
    return NamedPolicies(sound, frozenset(by_name))


def _bottom_up(by_name: Mapping[str, PolicySpec]) -> list[PolicySpec]:
    """Each after those that it uses; what goes in a circle, or uses one that does, is left out."""
    waits_for = {name: _names(spec) & by_name.keys() for name, spec in by_name.items()}
    users: dict[str, list[str]] = {name: [] for name in by_name}
    for name, used in waits_for.items():
        for one in used:
            users[one].append(name)
    ready = [name for name in by_name if not waits_for[name]]
    for name in ready:  # grows while it is walked
        for user in users[name]:
            waits_for[user].discard(name)
            if not waits_for[user]:
                ready.append(user)
    return [by_name[name] for name in ready]


def _names(spec: PolicySpec) -> set[str]:
    return {used.name.text for used in _used(spec.requirement)}


def _circles(spec: PolicySpec, by_name: Mapping[str, PolicySpec]) -> Iterator[Fault]:
    """A fault at each link by which `spec` uses itself."""
    for used in _used(spec.requirement):
        if spec.name.text in _reached(used.name.text, by_name):
            message = f"policy `{spec.name}` uses itself through `{used.name}`"
            yield Fault(used.name.at, "policy-cycle", message, "break the circle at one of its policies")


def _reached(name: str, by_name: Mapping[str, PolicySpec]) -> set[str]:
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in by_name and current not in seen:
            seen.add(current)
            waiting.extend(_names(by_name[current]))
    return seen


def _used(requirement: Requirement) -> Iterator[Named]:
    if isinstance(requirement, Named):
        yield requirement
    for part in _parts(requirement):
        yield from _used(part)


def _extent(requirement: Requirement, sizes: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """How many requirements, and on how many levels, when every name is written out."""
    if isinstance(requirement, Named):
        return sizes.get(requirement.name.text, (1, 1))
    below = [_extent(part, sizes) for part in _parts(requirement)]
    return 1 + sum(most for most, _ in below), 1 + max((deepest for _, deepest in below), default=0)


def _parts(requirement: Requirement) -> tuple[Requirement, ...]:
    match requirement:
        case AnyOf(_, parts) | AllOf(_, parts):
            return parts
        case Not(_, part):
            return (part,)
    return ()
