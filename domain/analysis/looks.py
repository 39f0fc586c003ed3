"""Looks: public routes that look as if they should not be, by a word in their path or by the company they are in."""

from collections import defaultdict
from collections.abc import Iterator

from domain.analysis.finding import Evidence, Finding
from domain.analysis.survey import Survey
from domain.plan.plan import Route

GUARDED = frozenset((
    b"admin", b"administration", b"administrator", b"actuator", b"backoffice", b"back-office", b"console", b"debug",
    b"internal", b"manage", b"management", b"private", b"root", b"superuser", b"sudo", b"staff",
))  # fmt: skip
MEANT = frozenset((
    b"auth", b"callback", b"confirm", b"docs", b"forgot-password", b"health", b"healthz", b"info", b"jwks.json",
    b"login", b"logout", b"oauth", b"openapi.json", b"password", b"ping", b"public", b"refresh", b"register", b"reset",
    b"session", b"sessions", b"sign-in", b"sign-up", b"signin", b"signup", b"status", b"token", b"verify", b"version",
    b"webhook", b"webhooks", b".well-known",
))  # fmt: skip
COMPANY = 3  # guarded routes below the same first segment, and no other public one


def exposed(survey: Survey) -> Iterator[Finding]:
    for route in survey.plan.routes:
        word = next((one for one in route.matcher.pattern.segments if one and one.lower() in GUARDED), None)
        way = survey.way_to(route)
        if route.door is None and word and way and _leads_on(route):
            message = f"route `{route.name}` is public, and its path says `{word.decode()}`"
            yield Finding("route-exposed", route.name, route.at, message, "`require: {role: …}`", Evidence(way.sample))


def alone(survey: Survey) -> Iterator[Finding]:
    below: dict[bytes, list[Route]] = defaultdict(list)
    for route in survey.plan.routes:
        first = route.matcher.pattern.segments[:1]
        if first and first[0]:
            below[first[0]].append(route)
    for segment, routes in below.items():
        public = [route for route in routes if route.door is None]
        if len(public) == 1 and len(routes) > COMPANY:
            yield from _alone(public[0], segment, len(routes) - 1, survey)


def _alone(route: Route, segment: bytes, others: int, survey: Survey) -> Iterator[Finding]:
    segments = route.matcher.pattern.segments
    way = survey.way_to(route)
    if way is None or not _leads_on(route) or any(one in MEANT or one.lower() in GUARDED for one in segments if one):
        return
    message = f"route `{route.name}` is public, and the {others} others below `/{segment.decode()}` are not"
    yield Finding("route-public-alone", route.name, route.at, message, "is that meant?", Evidence(way.sample))


def _leads_on(route: Route) -> bool:
    return bool(route.upstreams)
