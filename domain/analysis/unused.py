"""What is declared and used by nothing: upstreams, credentials, named policies."""

from collections.abc import Iterator

from domain.analysis.finding import Finding
from domain.plan.plan import Plan
from domain.spec.place import Text
from domain.spec.requirement import AllOf, AnyOf, Named, Not, Requirement
from domain.spec.spec import Spec


def unused(spec: Spec, plan: Plan) -> Iterator[Finding]:
    yield from _upstreams(spec)
    yield from _credentials(spec, plan)
    yield from _policies(spec)


def _upstreams(spec: Spec) -> Iterator[Finding]:
    """Also what nothing is sent to at the moment is used: its weight may be 0 for a while."""
    used = {way.upstream.text for route in spec.routes for way in route.to or ()}
    used |= {mirror.upstream.text for route in spec.routes for mirror in route.mirror}
    used |= {part.upstream.text for route in spec.routes if route.compose for part in route.compose.parts}
    for upstream in spec.upstreams:
        if upstream.name.text not in used:
            yield _unused("upstream", upstream.name, "no route leads there")


def _credentials(spec: Spec, plan: Plan) -> Iterator[Finding]:
    """An issuer is also used by the cookies that carry its tokens."""
    accepted = {name for route in plan.routes if route.door for name in route.door.credentials}
    used = accepted | {cookie.issuer for name, cookie in plan.cookies.items() if name in accepted}
    kinds = (spec.issuers, spec.cookies, spec.lookups.introspections, spec.api_keys, spec.certificates)
    for one in (one for kind in kinds for one in kind):
        if one.name.text not in used:
            yield _unused("credential", one.name, "no route accepts it")


def _policies(spec: Spec) -> Iterator[Finding]:
    written: list[Requirement | None] = [spec.default_require, spec.default_deny]
    for route in spec.routes:
        written += [route.require, route.deny, *(level for _, level in (route.access.levels if route.access else ()))]
    written += [policy.requirement for policy in spec.policies]
    used = {name for requirement in written if requirement for name in _names(requirement)}
    for policy in spec.policies:
        if policy.name.text not in used:
            yield _unused("policy", policy.name, "nothing refers to it")


def _names(requirement: Requirement) -> Iterator[str]:
    match requirement:
        case Named(name):
            yield name.text
        case AnyOf(_, parts) | AllOf(_, parts):
            for part in parts:
                yield from _names(part)
        case Not(_, part):
            yield from _names(part)


def _unused(kind: str, name: Text, why: str) -> Finding:
    return Finding(f"{kind}-unused", name.text, name.at, f"{kind} `{name}` is unused: {why}", "take it out, or use it")
