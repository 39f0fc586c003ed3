"""Compiles routes: each with its matcher, its door, and what becomes of a request: forwarded, redirected, answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.message.cors import CORS_FIELDS, CorsPolicy
from domain.permissions.role import RoleTable
from domain.plan.answers import compile_answer
from domain.plan.cors import compile_cors
from domain.plan.destinations import DestinationCompiler
from domain.plan.matchers import compile_matcher
from domain.plan.overrides import compile_overrides
from domain.plan.plan import Door, Route
from domain.plan.policies import PolicyCompiler
from domain.plan.step_ups import compile_step_up
from domain.plan.websockets import compile_websocket
from domain.routing.matcher import Matcher
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
    cors: CorsPolicy | None  # the server's
    faults: list[Fault]

    def compile(self, number: int, route: RouteSpec) -> Route | None:
        matcher = compile_matcher(route.match, self.faults)
        pattern = matcher.pattern if matcher else None
        self._one_action(route)
        cors = compile_cors(route.cors, self.faults) if route.cors else self.cors
        owned = CORS_FIELDS if cors else frozenset()
        ways = DestinationCompiler(self.upstreams, owned, self.faults)
        destinations, mirrors = ways.destinations(route, pattern), ways.mirrors(route)
        answer = compile_answer(route, pattern, self.faults, owned)
        door = self._door(route, matcher)
        if matcher is None:
            return None
        return Route(
            name=route.name.text,
            number=number,
            at=route.name.at,
            matcher=matcher,
            door=door,
            destinations=destinations,
            answer=answer,
            mirrors=mirrors,
            cors=cors,
            description=route.description,
            websocket=compile_websocket(
                route.websocket, matcher.methods, self.faults, [self.upstreams[way.upstream] for way in destinations]
            ),
            compresses=self._compresses(route),
            overrides=compile_overrides(route.refusals, self.faults),
            step_up=compile_step_up(route, is_public=isinstance(self._requirement(route), Public), faults=self.faults),
        )

    def _one_action(self, route: RouteSpec) -> None:
        actions = [name for name in ("to", "redirect", "respond") if getattr(route, name) is not None]
        hint = "one of `to`, `redirect` and `respond`"
        if not actions:
            message = f"route `{route.name}` does not say what becomes of a request"
            self.faults.append(Fault(route.name.at, "action-missing", message, hint))
        elif len(actions) > 1:
            message = f"route `{route.name}` says {' and '.join(f'`{name}`' for name in actions)}"
            self.faults.append(Fault(route.name.at, "action-repeated", message, hint))
        if route.websocket is not None and route.to is None:
            message = "a WebSocket needs somebody to talk to"
            self.faults.append(Fault(route.websocket.at, "websocket-without-upstream", message, "`to: …`"))

    def _compresses(self, route: RouteSpec) -> bool:
        if route.compress and self.spec.server.compress is None:
            message = f"route `{route.name}` would compress its answers, and `server` does not say how"
            self.faults.append(Fault(route.name.at, "compress-undefined", message, "`server: {compress: {}}`"))
        return route.compress is not False

    def _door(self, route: RouteSpec, matcher: Matcher | None) -> Door | None:
        """None is public, and nothing but a written `public` makes it so."""
        requirement = self._requirement(route)
        if requirement is None:
            message = f"route `{route.name}` does not say who may call it"
            hint = "`require: public`, `authenticated`, `{role: …}`, `{permission: …}`"
            self.faults.append(Fault(route.name.at, "require-missing", message, hint))
            return None
        if isinstance(requirement, Public):
            return None
        return self._guarded(route, requirement, matcher.pattern.names if matcher else frozenset())

    def _requirement(self, route: RouteSpec) -> Requirement | None:
        return route.require or self.spec.default_require

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
