"""Compiles routes: each with its matcher, its door, and what becomes of a request: forwarded, redirected, answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.message.cors import CORS_FIELDS, CorsPolicy
from domain.message.edits import NO_EDITS
from domain.permissions.policy import Policy
from domain.plan.answers import compile_answer
from domain.plan.composed import Composed
from domain.plan.compositions import CompositionCompiler
from domain.plan.contracts import ContractCompiler
from domain.plan.cors import chosen_cors
from domain.plan.credentials import CredentialCompiler
from domain.plan.demands import DemandCompiler
from domain.plan.destinations import DestinationCompiler
from domain.plan.handling import compile_handling
from domain.plan.matchers import compile_matcher
from domain.plan.plan import NOWHERE, Destination, Door, Places, Route
from domain.plan.ready import Ready
from domain.plan.shapes import WHOLE_AND_PLAIN, compile_shaping
from domain.plan.step_ups import compile_step_up
from domain.plan.websockets import compile_websocket
from domain.routing.matcher import Matcher
from domain.routing.pattern import Pattern
from domain.spec.contract import ENFORCE
from domain.spec.fault import Fault
from domain.spec.requirement import Public
from domain.spec.route import RouteSpec
from domain.spec.spec import Spec
from domain.spec.upstream import UpstreamSpec
from domain.upstream.tunnel import TunnelTerms


@dataclass(frozen=True, slots=True)
class RouteCompiler:
    spec: Spec
    upstreams: Mapping[str, UpstreamSpec]
    cors: CorsPolicy | None  # the server's
    policies: Mapping[str, CorsPolicy]
    credentials: CredentialCompiler
    demands: DemandCompiler
    contracts: ContractCompiler
    faults: list[Fault]

    def compile(self, number: int, route: RouteSpec) -> Route | None:
        matcher = compile_matcher(route.match, self.faults)
        self._one_action(route)
        cors = chosen_cors(route.cors, self.policies, self.faults) if route.cors else self.cors
        handling = compile_handling(route, self.spec, self.faults, is_public=self._is_public(route))
        done = self._done(route, matcher, handling["ready"], CORS_FIELDS if cors else frozenset())
        door, fence = self._door(route, matcher)
        if matcher is None:
            return None
        return Route(
            name=route.name.text,
            number=number,
            at=route.name.at,
            matcher=matcher,
            door=door,
            fence=fence,
            places=self._places(route),
            cors=cors,
            **self._told(route, matcher.pattern, done["destinations"]) | handling,
            websocket=self._websocket(route, matcher, done["destinations"]),
            compresses=self._compresses(route),
            step_up=compile_step_up(route, is_public=self._is_public(route), faults=self.faults),
            **done,
        )

    def _done(self, route: RouteSpec, matcher: Matcher | None, ready: Ready, owned: frozenset[bytes]) -> dict[str, Any]:
        """What becomes of a request. `owned` are header fields that only the gateway writes into answers."""
        pattern = matcher.pattern if matcher else None
        asking = WHOLE_AND_PLAIN if route.shape or _holds_answers(route) else NO_EDITS
        ways = DestinationCompiler(self.upstreams, owned, self.faults, ready.edits, asking)
        return {
            "destinations": ways.destinations(route, pattern),
            "mirrors": ways.mirrors(route),
            "answer": compile_answer(route, pattern, self.faults, owned, ready.of_an_own_answer),
            "composed": self._composed(route, matcher, ready, owned),
            "shaping": compile_shaping(route, self.faults),
        }

    def _composed(
        self, route: RouteSpec, matcher: Matcher | None, ready: Ready, owned: frozenset[bytes]
    ) -> Composed | None:
        if route.compose is None:
            return None
        compiler = CompositionCompiler(self.upstreams, owned, self.faults, ready.edits)
        return compiler.compile(route, route.compose, matcher, is_public=self._is_public(route))

    def _places(self, route: RouteSpec) -> Places:
        server = self.spec.server
        written = {
            "cors": route.cors or server.cors,
            "answer": route.redirect or route.respond,
            "errors": route.errors or self.spec.default_errors,
            "security": route.security or server.security,
            "cache": route.cache or self.spec.default_cache,
            "deprecated": route.deprecated,
        }
        places = {key: one.at for key, one in written.items() if one is not None}
        return places | {f"refusal {one.reason.text}": one.reason.at for one in route.refusals} or NOWHERE

    def _is_public(self, route: RouteSpec) -> bool:
        return isinstance(route.require or self.spec.default_require, Public) and route.access is None

    def _websocket(
        self, route: RouteSpec, matcher: Matcher, destinations: tuple[Destination, ...]
    ) -> TunnelTerms | None:
        upstreams = [self.upstreams[way.upstream] for way in destinations]
        return compile_websocket(route.websocket, matcher.methods, self.faults, upstreams)

    def _one_action(self, route: RouteSpec) -> None:
        actions = [name for name in ("to", "redirect", "respond", "compose") if getattr(route, name) is not None]
        hint = "one of `to`, `redirect`, `respond` and `compose`"
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

    def _door(self, route: RouteSpec, matcher: Matcher | None) -> tuple[Door | None, Policy | None]:
        """The door, or the fence of a public route."""
        demands = self.demands.compile(route, matcher)
        return self._guarded(route, demands.policy) if demands.policy else None, demands.fence

    def _guarded(self, route: RouteSpec, policy: Policy) -> Door:
        accepted = self.credentials.accepted(route)
        return Door(accepted, policy, may_pause=not self.credentials.guessable.isdisjoint(accepted))

    def _told(self, route: RouteSpec, pattern: Pattern | None, ways: tuple[Destination, ...]) -> dict[str, Any]:
        """What the description of the API says of it."""
        contract = self.contracts.compile(route, pattern, ways[0].rewrite if ways else None)
        return {"description": route.description, "published": route.published, "contract": contract}


def _holds_answers(route: RouteSpec) -> bool:
    """What is held to its contract has to be read: no caller may ask for it in a coding, or for a part of it."""
    return route.contract is not None and route.contract.answers == ENFORCE
