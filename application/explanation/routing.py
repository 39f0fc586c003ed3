"""Which route, and why: the candidates in order of precedence, why each lost or won, and what would nearly have fit."""

from dataclasses import dataclass

from domain.message.request import Request
from domain.plan.plan import Plan, Route
from domain.routing.contest import Candidate, Rule, contest
from domain.routing.difference import Difference, Trait
from domain.routing.nearest import Near, nearest
from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class Differs:
    trait: str  # method, host, slash, case, segment, header, query
    name: str
    wanted: str
    given: str
    says: str


@dataclass(frozen=True, slots=True)
class Considered:
    route: str
    says: str  # what it matches
    won: bool
    why: str
    rule: str | None  # by which it is outranked: host, path, method, headers, query, order
    lacks: tuple[Differs, ...]
    at: Place


@dataclass(frozen=True, slots=True)
class Closest:
    route: str
    says: str
    differs: tuple[Differs, ...]
    at: Place


@dataclass(frozen=True, slots=True)
class Routing:
    route: str | None
    why: str
    at: Place | None
    candidates: tuple[Considered, ...]  # that host and path lead to, in order of precedence
    closest: tuple[Closest, ...]  # where no route takes it


_WON = {
    Rule.HOST: "its host is the more exact",
    Rule.PATH: "its path is the more exact",
    Rule.METHOD: "it names its methods",
    Rule.HEADERS: "it asks for more headers",
    Rule.QUERY: "it asks for more of the query",
    Rule.ORDER: "it was written first",
}
_LOST = {
    Rule.HOST: "the winner's host is the more exact",
    Rule.PATH: "the winner's path is the more exact",
    Rule.METHOD: "the winner names its methods",
    Rule.HEADERS: "the winner asks for more headers",
    Rule.QUERY: "the winner asks for more of the query",
    Rule.ORDER: "the winner was written first",
}


def routed(plan: Plan, request: Request) -> Routing:
    candidates = contest(plan.table, request)
    winner = next((one for one in candidates if not one.lacks), None)
    if winner is None:
        near = tuple(map(_closest, nearest(plan.routes, request)))
        why = "its host and path are known, its method is not" if _only_methods(candidates) else "no route takes it"
        return Routing(None, why, None, tuple(_considered(one, None) for one in candidates), near)
    considered = tuple(_considered(one, winner) for one in candidates)
    return Routing(winner.entry.route.name, _why(candidates), winner.entry.route.at, considered, ())


def _only_methods(candidates: tuple[Candidate[Route], ...]) -> bool:
    return any(all(lack.trait is Trait.METHOD for lack in one.lacks) for one in candidates)


def _why(candidates: tuple[Candidate[Route], ...]) -> str:
    """By which rules it won over others that would have taken the request."""
    rivals = [one for one in candidates if one.outranked_by is not None and not one.lacks]
    if not rivals:
        return "it is the only route that takes the request"
    rules = dict.fromkeys(_WON[one.outranked_by] for one in rivals if one.outranked_by is not None)
    return f"of {len(rivals) + 1} routes that take the request it comes first: {', '.join(rules)}"


def _considered(one: Candidate[Route], winner: Candidate[Route] | None) -> Considered:
    route, lacks = one.entry.route, tuple(map(_differs, one.lacks))
    rule = one.outranked_by if not lacks else None
    reasons = [lack.says for lack in lacks]
    if rule is not None:
        reasons = [_LOST[rule]]
    why = "it takes the request" if one is winner else "; ".join(reasons)
    return Considered(route.name, matching(route), one is winner, why, rule.value if rule else None, lacks, route.at)


def _closest(near: Near[Route]) -> Closest:
    return Closest(near.route.name, matching(near.route), tuple(map(_differs, near.differences)), near.route.at)


def matching(route: Route) -> str:
    """What a route matches, in the words of the file: `GET api.example/orders/{id} [x-a: 1] [?kind=order]`."""
    matcher = route.matcher
    pattern = matcher.pattern.text + ("/…" if matcher.pattern.open_ended and not matcher.pattern.rest else "")
    words = [",".join(sorted(matcher.methods)) or "any", "|".join(matcher.hosts) + pattern]
    words += [f"[{_field(name, value)}]" for name, value in matcher.headers]
    words += [f"[?{name}={value}]" for name, value in matcher.query]
    return " ".join(words)


def _field(name: bytes, value: bytes | None) -> str:
    named = name.decode("latin-1")
    return f"no {named}" if value is None else f"{named}: {value.decode('utf-8', 'replace')}"


def _differs(one: Difference) -> Differs:
    return Differs(one.trait.value, one.name, one.wanted, one.given, _said(one))


def _said(one: Difference) -> str:
    match one.trait:
        case Trait.METHOD:
            return f"differs in method: {one.wanted}, not {one.given}"
        case Trait.HOST:
            return f"differs in host: {one.wanted}, not {one.given or 'none'}"
        case Trait.SLASH:
            return f"differs in the slash at the end: {one.wanted}"
        case Trait.CASE:
            return f"differs in case: {one.wanted}"
        case Trait.SEGMENT if not one.wanted:
            return f"differs in segment {one.name}: nothing, not `{one.given}`"
        case Trait.SEGMENT:
            return f"differs in segment {one.name}: {_quoted(one.wanted)}, not {_quoted(one.given)}"
        case Trait.HEADER:
            return f"differs in header {one.name}: {one.wanted or 'none'}, not {one.given or 'none'}"
    return f"differs in the query: {one.name}={one.wanted}, not {one.given or 'none'}"


def _quoted(segment: str) -> str:
    if segment == "a value":
        return segment
    return f"`{segment}`" if segment else "nothing"
