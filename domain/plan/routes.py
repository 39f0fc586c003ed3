"""Compiles routes: each with its matcher, its door, its upstream, its timeouts and its rewrite."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.permissions.role import RoleTable
from domain.plan.matchers import compile_matcher
from domain.plan.plan import Door, Route
from domain.plan.policies import PolicyCompiler
from domain.plan.upstreams import compile_timeouts
from domain.routing.matcher import Matcher
from domain.routing.pattern import BadPattern
from domain.routing.rewrite import Rewrite, compile_rewrite
from domain.spec.fault import Fault, unknown
from domain.spec.requirement import Public, Requirement
from domain.spec.route import RouteSpec
from domain.spec.spec import Spec
from domain.spec.upstream import UpstreamSpec


@dataclass(frozen=True, slots=True)
class RouteCompiler:
    spec: Spec
    roles: RoleTable
    upstreams: Mapping[str, UpstreamSpec]
    faults: list[Fault]

    def compile(self, number: int, route: RouteSpec) -> Route | None:
        matcher = compile_matcher(route.match, self.faults)
        upstream = self.upstreams.get(route.to.text)
        if upstream is None:
            self.faults.append(unknown("upstream", route.to.text, route.to.at, self.upstreams))
        door = self._door(route, matcher)
        if matcher is None or upstream is None:
            return None
        return Route(
            name=route.name.text,
            number=number,
            at=route.name.at,
            matcher=matcher,
            door=door,
            upstream=upstream.name.text,
            timeouts=compile_timeouts(route.timeout, upstream.timeout),
            rewrite=self._rewrite(route, matcher),
            description=route.description,
            compresses=self._compresses(route),
        )

    def _compresses(self, route: RouteSpec) -> bool:
        if route.compress and self.spec.server.compress is None:
            message = f"route `{route.name}` would compress its answers, and `server` does not say how"
            self.faults.append(Fault(route.name.at, "compress-undefined", message, "`server: {compress: {}}`"))
        return route.compress is not False

    def _door(self, route: RouteSpec, matcher: Matcher | None) -> Door | None:
        """None is public, and nothing but a written `public` makes it so."""
        requirement = route.require or self.spec.default_require
        if requirement is None:
            message = f"route `{route.name}` does not say who may call it"
            hint = "`require: public`, `authenticated`, `{role: …}`, `{permission: …}`"
            self.faults.append(Fault(route.name.at, "require-missing", message, hint))
            return None
        if isinstance(requirement, Public):
            return None
        return self._guarded(route, requirement, matcher.pattern.names if matcher else frozenset())

    def _guarded(self, route: RouteSpec, requirement: Requirement, parameters: frozenset[str]) -> Door:
        policy = PolicyCompiler(self.roles, parameters, self.faults).compile(requirement)
        return Door(self._issuer(route), policy)

    def _issuer(self, route: RouteSpec) -> str:
        """The route's own issuer, else the default, else the only one there is."""
        known = [issuer.name.text for issuer in self.spec.issuers]
        named = route.issuer or self.spec.default_issuer
        if named is None:
            if len(known) != 1:
                message = f"route `{route.name}` needs a token and no issuer is named for it"
                self.faults.append(Fault(route.name.at, "issuer-missing", message, "`defaults: {issuer: …}`"))
            return known[0] if known else ""
        if route.issuer and route.issuer.text not in known:
            self.faults.append(unknown("issuer", route.issuer.text, route.issuer.at, known))
        return named.text

    def _rewrite(self, route: RouteSpec, matcher: Matcher) -> Rewrite | None:
        if route.rewrite is None:
            return None
        rewrite = compile_rewrite(route.rewrite.text, matcher.pattern)
        if isinstance(rewrite, BadPattern):
            self.faults.append(Fault(route.rewrite.at, "rewrite-malformed", f"`{route.rewrite}`: {rewrite.why}"))
            return None
        return rewrite
