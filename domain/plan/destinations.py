"""Compiles where a route leads: one upstream or a split between several, each with its edits; and its mirrors.

What a route says holds for each of its destinations; a destination's own rewrite replaces the route's, and its own
header edits come after the route's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.message.edits import NO_EDITS, Edits
from domain.plan.edits import compile_edits
from domain.plan.plan import NOWHERE, Destination, Mirror, Places
from domain.plan.rewrites import compile_host, compile_path
from domain.plan.upstreams import compile_timeouts
from domain.routing.pattern import Pattern
from domain.spec.fault import Fault, unknown
from domain.spec.place import Text
from domain.spec.route import DestinationSpec, EditsSpec, MirrorSpec, RewriteSpec, RouteSpec
from domain.spec.upstream import UpstreamSpec


@dataclass(frozen=True, slots=True)
class DestinationCompiler:
    upstreams: Mapping[str, UpstreamSpec]
    cors_fields: frozenset[bytes]  # the gateway's own where it speaks CORS
    faults: list[Fault]
    ready: Edits = NO_EDITS  # of answers, before what the route says
    extra: Edits = NO_EDITS  # of the request, after all that is written

    def destinations(self, route: RouteSpec, pattern: Pattern | None) -> tuple[Destination, ...]:
        """None of weight 0: nothing is ever sent there, though it must be right all the same."""
        written = route.to or ()
        if route.to is not None and not any(one.weight for one in written):
            message = f"route `{route.name}` leads nowhere: no weight is more than 0"
            self.faults.append(Fault(route.name.at, "split-empty", message))
        compiled = [self.destination(route, one, pattern) for one in written]
        return tuple(one for one in compiled if one is not None and one.weight)

    def mirrors(self, route: RouteSpec) -> tuple[Mirror, ...]:
        return tuple(filter(None, (self._mirror(route, one) for one in route.mirror)))

    def destination(self, route: RouteSpec, one: DestinationSpec, pattern: Pattern | None) -> Destination | None:
        request = self._request(route.request).then(self._request(one.request)).then(self.extra)
        response = self.ready.then(self._response(one.response)).then(self._response(route.response))
        upstream = self._upstream(one.upstream)
        rewrite = one.rewrite or route.rewrite or RewriteSpec()
        host = compile_host(rewrite.host, self.faults)
        if upstream is None or pattern is None:
            return None
        return Destination(
            upstream=upstream.name.text,
            weight=one.weight,
            timeouts=compile_timeouts(route.timeout, upstream.timeout),
            rewrite=compile_path(rewrite, pattern, self.faults),
            host=host,
            keeps_host=upstream.keeps_host,
            request=request,
            response=response,
            at=one.upstream.at,
            places=_places(route, one),
        )

    def _mirror(self, route: RouteSpec, one: MirrorSpec) -> Mirror | None:
        upstream = self._upstream(one.upstream)
        if upstream is None:
            return None
        timeouts = compile_timeouts(route.timeout, upstream.timeout)
        return Mirror(upstream.name.text, one.share, timeouts, upstream.keeps_host, at=one.upstream.at)

    def _upstream(self, name: Text) -> UpstreamSpec | None:
        if name.text not in self.upstreams:
            self.faults.append(unknown("upstream", name.text, name.at, self.upstreams))
        return self.upstreams.get(name.text)

    def _request(self, spec: EditsSpec) -> Edits:
        return compile_edits(spec, self.faults, of_a_request=True)

    def _response(self, spec: EditsSpec) -> Edits:
        return compile_edits(spec, self.faults, of_a_request=False, also_owned=self.cors_fields)


def _places(route: RouteSpec, one: DestinationSpec) -> Places:
    """Where each edit was written; the later one counts."""
    written = {"request": (route.request, one.request), "response": (one.response, route.response)}
    places = {
        f"{kind} {name.text.lower()}": name.at
        for kind, specs in written.items()
        for spec in specs
        if spec.set or spec.add or spec.remove
        for name in (*(name for name, _ in (*spec.set, *spec.add)), *spec.remove)
    }
    rewrite = one.rewrite or route.rewrite
    if rewrite is not None:
        texts = {"rewrite": rewrite.path or rewrite.strip or rewrite.prefix, "host": rewrite.host}
        places |= {kind: text.at for kind, text in texts.items() if text is not None}
    return places or NOWHERE
