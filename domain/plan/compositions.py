"""Compiles compositions: parts, their upstreams, what they need of each other, and how they become one answer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.composition.composition import Composition, Part
from domain.composition.join import Join
from domain.composition.order import circle_of, steps_of
from domain.composition.pointer import Pointer, parse_pointer
from domain.composition.reference import Origin
from domain.composition.template import BadTemplate, Template, parse_template
from domain.message.edits import NO_EDITS, Edits
from domain.plan.composed import Composed
from domain.plan.destinations import DestinationCompiler
from domain.plan.edits import compile_edits
from domain.plan.part_faults import idle_keys, member_faults, need_faults, reference_faults
from domain.plan.plan import Destination
from domain.plan.shapes import compile_field, compile_fields
from domain.routing.matcher import Matcher
from domain.spec.composition import FLAT, ComposeSpec, JoinSpec, PartSpec
from domain.spec.fault import Fault
from domain.spec.place import Text
from domain.spec.route import DestinationSpec, RewriteSpec, RouteSpec
from domain.spec.upstream import UpstreamSpec

DEFAULT_SECONDS = 10.0
# What a caller says of the answer that it wants, or of a body: a part's call has none, and wants JSON as it is.
ASKING = Edits(
    frozenset((
        b"accept", b"accept-encoding", b"accept-charset", b"range", b"expect", b"if-match", b"if-none-match",
        b"if-modified-since", b"if-unmodified-since", b"if-range", b"content-type", b"content-encoding",
        b"content-language", b"content-location", b"content-digest", b"repr-digest", b"digest", b"content-md5",
        b"x-http-method-override", b"x-http-method", b"x-method-override",  # a part is read, whatever the caller says
    )),
    ((b"accept", b"application/json"), (b"accept-encoding", b"identity")),
)  # fmt: skip
_ROOT: Pointer = ()
_ID = ("id",)


@dataclass(frozen=True, slots=True)
class CompositionCompiler:
    upstreams: Mapping[str, UpstreamSpec]
    cors_fields: frozenset[bytes]  # the gateway's own where it speaks CORS
    faults: list[Fault]
    ready: Edits = NO_EDITS  # of answers, before what the route says

    def compile(self, route: RouteSpec, spec: ComposeSpec, matcher: Matcher | None, *, is_public: bool) -> Composed:
        self.faults.extend(idle_keys(route, spec, matcher))
        parts = tuple(filter(None, (self._part(one, spec, matcher, is_public=is_public) for one in spec.parts)))
        self.faults.extend((*need_faults(spec, parts), *member_faults(spec, parts)))
        known = {part.name for part in parts}
        needs = {part.name: tuple(name for name in part.needs if name in known) for part in parts}
        if circle := circle_of(needs):
            message = f"parts wait for each other: {' -> '.join(circle)}"
            self.faults.append(Fault(spec.at, "compose-circle", message, "one has to do without the other's values"))
        own = compile_edits(route.response, self.faults, of_a_request=False, also_owned=self.cors_fields)
        seconds = DEFAULT_SECONDS if route.timeout.total is None else route.timeout.total
        composition = Composition(parts, steps_of(needs), seconds, spec.limit)
        return Composed(composition, self._ways(route, spec, matcher), self.ready.then(own), at=spec.at)

    def _ways(self, route: RouteSpec, spec: ComposeSpec, matcher: Matcher | None) -> dict[str, Destination]:
        """A part's own time is the whole of its call; the route's is all parts'."""
        compiler = DestinationCompiler(self.upstreams, self.cors_fields, self.faults, extra=ASKING)
        pattern = matcher.pattern if matcher else None
        found = {}
        for one in spec.parts:
            timed = replace(route, rewrite=RewriteSpec(), timeout=replace(route.timeout, total=one.timeout))
            way = compiler.destination(timed, DestinationSpec(one.upstream), pattern)
            if way is not None:
                found[one.name.text] = way
        return found

    def _part(self, one: PartSpec, spec: ComposeSpec, matcher: Matcher | None, *, is_public: bool) -> Part | None:
        template = parse_template(one.get.text)
        if isinstance(template, BadTemplate):
            hint = 'like `"/users/{principal.subject}"`'
            self.faults.append(Fault(one.get.at, "get-malformed", f"`{one.get}`: {template.why}", hint))
            return None
        self.faults.extend(reference_faults(one, spec, template, matcher, is_public=is_public))
        lies_flat = spec.merge == FLAT if one.flatten is None else one.flatten
        into = one.into.text if one.into else one.name.text
        return Part(
            name=one.name.text,
            upstream=one.upstream.text,
            get=template,
            is_optional=one.optional,
            at=self._pointer(one.at, _ROOT),
            shape=compile_fields(one.fields, self.faults),
            limit=one.limit,
            into="" if lies_flat and not one.into else into,
            join=self._join(one.join, one.name, template) if one.join else None,
        )

    def _join(self, spec: JoinSpec, name: Text, template: Template) -> Join:
        return Join(
            to=spec.to.text,
            by=compile_field(spec.by, self.faults) or _ID,
            identity=compile_field(spec.id, self.faults) or _ID if spec.id else _ID,
            into=(spec.into or name).text,
            most=spec.most,
            at_once=spec.at_once,
            is_batch=any(one.origin is Origin.JOIN and one.name != "id" for one in template.references),
        )

    def _pointer(self, text: Text | None, unless: Pointer) -> Pointer:
        if text is None:
            return unless
        pointer = parse_pointer(text.text)
        if pointer is None:
            hint = "like `/items`, with `~1` for a `/` and `~0` for a `~` (RFC 6901)"
            self.faults.append(Fault(text.at, "pointer-malformed", f"`{text}` is no JSON Pointer", hint))
        return pointer or unless
