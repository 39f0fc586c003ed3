"""From spec to plan: a pure function. All faults at once, in the order of the file, or a plan; never both."""

from domain.plan.credentials import compile_cookies, credentials_of
from domain.plan.demands import DemandCompiler
from domain.plan.issuers import compile_issuers
from domain.plan.lookups import compile_lookups
from domain.plan.named_policies import name_policies
from domain.plan.parameters import Parameters
from domain.plan.plan import Plan, Route
from domain.plan.policies import PolicyCompiler
from domain.plan.revocations import compile_revocation
from domain.plan.roles import compile_roles
from domain.plan.routes import RouteCompiler
from domain.plan.server import compile_server
from domain.plan.upstreams import compile_upstreams
from domain.routing.table import Entry, RouteTable
from domain.spec.fault import Fault
from domain.spec.spec import Spec


def compile_plan(spec: Spec) -> Plan | tuple[Fault, ...]:
    faults: list[Fault] = []
    server = compile_server(spec.server, spec.upstreams, faults)
    roles = compile_roles(spec.roles, spec.declared, faults)
    issuers = compile_issuers(spec.issuers, faults, roles=roles, longest=server.limits.headers)
    lookups = compile_lookups(spec.lookups, roles, faults)
    cookies, credentials = compile_cookies(spec, faults), credentials_of(spec, faults)
    revocation = compile_revocation(spec.revocation, faults) if spec.revocation else None
    upstreams = compile_upstreams(spec.upstreams, faults)
    policies = name_policies(spec.policies, faults)
    for named in spec.policies:  # also one that no route uses
        PolicyCompiler(roles, Parameters(), faults, policies).compile(named.requirement)
    by_name = {one.name.text: one for one in spec.upstreams}
    demands = DemandCompiler(spec, roles, policies, faults)
    compiler = RouteCompiler(spec, by_name, server.cors, credentials, demands, faults)
    compiled = [compiler.compile(number, route) for number, route in enumerate(spec.routes)]
    if not spec.routes:
        faults.append(Fault(spec.at, "routes-empty", "there is no route: every request would be refused"))
    if faults:
        return tuple(sorted(set(faults), key=lambda fault: (fault.at, fault.code, fault.message)))
    routes = tuple(filter(None, compiled))
    return Plan(
        server, issuers, roles, upstreams, routes, _table(routes), cookies, lookups=lookups, revocation=revocation
    )


def _table(routes: tuple[Route, ...]) -> RouteTable[Route]:
    return RouteTable(Entry(route.matcher, route.number, route) for route in routes)
