"""From spec to plan: a pure function. All faults at once, in the order of the file, or a plan; never both."""

from dataclasses import replace
from typing import Any

from domain.permissions.role import RoleTable
from domain.plan.analysis import compile_invariants, compile_suppressions
from domain.plan.api_keys import compile_api_keys
from domain.plan.certificates import compile_certificates
from domain.plan.contracts import ContractCompiler
from domain.plan.cors import compile_cors_policies
from domain.plan.credentials import compile_cookies, compile_failures, credentials_of
from domain.plan.debugging import compile_debug
from domain.plan.demands import DemandCompiler
from domain.plan.expansion import expanded
from domain.plan.handling import compile_errors
from domain.plan.issuers import compile_issuers
from domain.plan.lookups import compile_lookups
from domain.plan.named_policies import NamedPolicies, name_policies
from domain.plan.parameters import Parameters
from domain.plan.plan import Plan, Route, Server
from domain.plan.policies import PolicyCompiler
from domain.plan.portal import compile_portal
from domain.plan.recordings import compile_recording
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
    is_in_short = bool(spec.resources)  # then no route is a fault that is there already
    spec = expanded(spec, faults)
    roles = compile_roles(spec.roles, spec.declared, faults)
    debug = compile_debug(spec.server.debug, roles, faults)
    server = replace(compile_server(spec.server, spec.upstreams, faults), debug=debug)
    identity = _identity(spec, server, roles, faults)
    upstreams = compile_upstreams(spec.upstreams, faults)
    policies = name_policies(spec.policies, faults)
    routes = _routes(spec, server, roles, policies, faults)
    said = _said(spec, roles, policies, faults)
    said["portal"] = compile_portal(spec.portal, identity["issuers"], faults)
    if not spec.routes and not is_in_short:
        faults.append(Fault(spec.at, "routes-empty", "there is no route: every request would be refused"))
    if faults:
        return tuple(sorted(set(faults), key=lambda fault: (fault.at, fault.code, fault.message)))
    said["recording"] = compile_recording(routes, identity) if spec.server.log.replay else None
    table = _table(routes, spec)
    return Plan(server, roles=roles, upstreams=upstreams, routes=routes, table=table, **identity, **said)


def _identity(spec: Spec, server: Server, roles: RoleTable, faults: list[Fault]) -> dict[str, Any]:
    """The parts of a plan that say how callers are known."""
    return {
        "issuers": compile_issuers(spec.issuers, faults, roles=roles, longest=server.limits.headers),
        "lookups": compile_lookups(spec.lookups, roles, faults),
        "cookies": compile_cookies(spec, faults),
        "revocation": compile_revocation(spec.revocation, faults) if spec.revocation else None,
        "api_keys": compile_api_keys(spec.api_keys, roles, faults),
        "certificates": compile_certificates(spec.certificates, server.trusted_proxies, roles, faults),
        "failures": compile_failures(spec.failures),
    }


def _said(spec: Spec, roles: RoleTable, policies: NamedPolicies, faults: list[Fault]) -> dict[str, Any]:
    """What the file says about the plan itself."""
    return {
        "suppressions": compile_suppressions(spec.suppressions, faults),
        "invariants": compile_invariants(spec, roles, policies, faults),
    }


def _routes(
    spec: Spec, server: Server, roles: RoleTable, policies: NamedPolicies, faults: list[Fault]
) -> tuple[Route, ...]:
    for named in spec.policies:  # also one that no route uses
        PolicyCompiler(roles, Parameters(), faults, policies).compile(named.requirement)
    if spec.default_errors is not None:  # the same
        compile_errors(spec.default_errors, faults)
    by_name = {one.name.text: one for one in spec.upstreams}
    policies_of_cors = compile_cors_policies(spec.server, faults)
    demands = DemandCompiler(spec, roles, policies, faults)
    contracts = ContractCompiler({one.name.text: one.document for one in spec.upstreams}, faults)
    compiler = RouteCompiler(
        spec, by_name, server.cors, policies_of_cors, credentials_of(spec, faults), demands, contracts, faults
    )
    compiled = [compiler.compile(number, route) for number, route in enumerate(spec.routes)]
    return tuple(filter(None, compiled))


def _table(routes: tuple[Route, ...], spec: Spec) -> RouteTable[Route]:
    name = spec.versions.name if spec.versions else None
    header = name.text.lower().encode() if name else None
    return RouteTable((Entry(route.matcher, route.number, route) for route in routes), header)
