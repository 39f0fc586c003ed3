"""What is wrong with the parts of a composition: values that nobody has, names that are taken, keys without effect."""

from collections.abc import Iterable, Iterator

from domain.composition.composition import PROBLEMS, Part
from domain.composition.reference import Origin, Reference
from domain.composition.template import Template
from domain.routing.matcher import Matcher
from domain.spec.composition import ComposeSpec, PartSpec
from domain.spec.fault import Fault, nearest, unknown
from domain.spec.route import RouteSpec

_READS = frozenset(("GET", "HEAD"))
_IDLE = ("mirror", "rewrite")


def idle_keys(route: RouteSpec, spec: ComposeSpec, matcher: Matcher | None) -> Iterator[Fault]:
    bare = RouteSpec(route.name, route.match)
    for key in _IDLE:
        if getattr(route, key) != getattr(bare, key):
            yield Fault(
                spec.at, "action-unfit", f"`{key}` has nothing to act on in a route of parts", "it goes with `to`"
            )
    if matcher is not None and not (matcher.methods and matcher.methods <= _READS):
        message = f"route `{route.name}` asks its parts by GET, and takes other methods too"
        yield Fault(spec.at, "compose-method", message, '`match: "GET /…"`, or `GET,HEAD`')


def reference_faults(
    one: PartSpec, spec: ComposeSpec, template: Template, matcher: Matcher | None, *, is_public: bool
) -> Iterator[Fault]:
    """Of every value that the address names."""
    for reference in template.references:
        match reference.origin:
            case Origin.PATH:
                yield from _parameter(one, reference, matcher)
            case Origin.PART:
                yield from _earlier(one, spec, reference)
            case Origin.PRINCIPAL | Origin.CLAIM if is_public:
                message = f"`{reference}`: nobody is known on a public route"
                yield Fault(one.get.at, "caller-unknown", message, "`require: authenticated`")
            case _:
                pass
    asks = [reference for reference in template.references if reference.origin is Origin.JOIN]
    if one.join is None and asks:
        yield Fault(one.get.at, "join-missing", f"`{asks[0]}` is the key of a `join`, and there is none", "`join: {…}`")
    if one.join is not None and len(asks) != 1:
        hint = '`"/items?ids={join.ids}"` for all keys at once, or `"/items/{join.id}"` for one call a key'
        yield Fault(one.get.at, "join-key", "the address of a join names its keys once", hint)


def need_faults(spec: ComposeSpec, parts: Iterable[Part]) -> Iterator[Fault]:
    by_name = {one.name.text: one for one in spec.parts}
    for one in spec.parts:
        if one.join is not None:
            yield from _joined(one, by_name)
    if not spec.parts:
        yield Fault(spec.at, "compose-empty", "there is no part to ask for", "`parts: {NAME: {get: …, from: …}}`")
    for part in parts:
        needed = next((by_name[name] for name in part.needs if name in by_name and by_name[name].optional), None)
        if needed is not None and not part.is_optional:
            message = f"part `{part.name}` is required, and needs `{needed.name}`, which is optional"
            yield Fault(
                by_name[part.name].name.at, "part-needs-optional", message, "`optional: true` here, or not there"
            )


def member_faults(spec: ComposeSpec, parts: Iterable[Part]) -> Iterator[Fault]:
    by_name = {one.name.text: one for one in spec.parts}
    seen: dict[str, str] = {}
    for part in parts:
        one = by_name[part.name]
        if one.into and (one.flatten or one.join):
            message = f"part `{part.name}` has no member `{one.into}`"
            hint = "`join: {into: …}`" if one.join else "one of `into` and `flatten`"
            yield Fault(one.into.at, "part-into", message, hint)
        if part.join or not part.into:
            continue
        if part.into == PROBLEMS:
            message = f"the member `{PROBLEMS}` says which parts are missing"
            yield Fault((one.into or one.name).at, "member-reserved", message, "`into: …`")
        if part.into in seen:
            message = f"the parts `{seen[part.into]}` and `{part.name}` are both the member `{part.into}`"
            yield Fault((one.into or one.name).at, "member-repeated", message, "`into: …`")
        seen[part.into] = part.name


def _parameter(one: PartSpec, reference: Reference, matcher: Matcher | None) -> Iterator[Fault]:
    if matcher is None:
        return
    pattern = matcher.pattern
    if reference.name == pattern.rest:
        message = f"`{reference}` takes any number of segments, and stands for one value here"
        yield Fault(one.get.at, "parameter-unfit", message)
    elif reference.name not in pattern.names:
        known = ", ".join(f"{{{name}}}" for name in sorted(pattern.names - {pattern.rest}))
        message = f"`{reference}` is no parameter of the route's path"
        yield Fault(one.get.at, "parameter-unknown", message, f"known: {known or 'none'}")


def _earlier(one: PartSpec, spec: ComposeSpec, reference: Reference) -> Iterator[Fault]:
    others = {other.name.text: other for other in spec.parts}
    if reference.name not in others:
        yield unknown("part", reference.name, one.get.at, others)
    elif others[reference.name].join is not None:
        message = f"`{reference}`: a join has no answer of its own"
        yield Fault(one.get.at, "join-without-answer", message, "name the part that it is joined to")


def _joined(one: PartSpec, by_name: dict[str, PartSpec]) -> Iterator[Fault]:
    assert one.join is not None  # noqa: S101
    to = one.join.to
    if to.text not in by_name:
        yield unknown("part", to.text, to.at, by_name)
    elif by_name[to.text].join is not None:
        calls = [name for name, other in by_name.items() if other.join is None]
        message = f"`{to}` is a join, and has no answer of its own"
        yield Fault(to.at, "join-without-answer", message, nearest(to.text, calls))
