"""What the gateway itself would say: status, head and body of a refusal, a redirect, a fixed answer, a preflight."""

from application.decisions.verdict import Outcome, Verdict
from application.explanation.explanation import Answer, Origins
from application.explanation.masking import credential_headers, is_secret, text
from application.explanation.message import Field
from application.preflight import announced_route
from domain.message.cors import CorsPolicy
from domain.message.headers import first
from domain.plan.plan import Plan, Route
from domain.routing.redirect import Redirect
from domain.spec.place import Place

_FORMS = {b"text/html": "page", b"text/plain": "text"}  # of a refusal, as the caller would rather read it


def answer_of(plan: Plan, verdict: Verdict) -> Answer | None:
    if verdict.status is None or verdict.outcome in (Outcome.FORWARDED, Outcome.OWN):
        return None
    kind, at = _kind(plan, verdict)
    credentials, edits = credential_headers(plan), _added(verdict.route)
    fields = [
        Field(text(name), "***" if is_secret(name, credentials) else text(value), _by((name, value), edits))
        for name, value in verdict.headers
    ]
    return Answer(verdict.status, tuple(fields), text(verdict.body), kind, at)


def _kind(plan: Plan, verdict: Verdict) -> tuple[str, Place | None]:
    route = verdict.route
    if verdict.outcome is Outcome.PREFLIGHT:
        speaking = _speaking(plan, verdict)
        return "preflight", (speaking.places if speaking else plan.server.places).get("cors")
    if verdict.outcome is Outcome.REFUSED:
        reason = verdict.reason or ""
        if route is not None and reason in route.overrides:
            return "override", route.places.get(f"refusal {reason}")
        return _FORMS.get(_essence(verdict), "problem"), None
    if route is None or route.answer is None:
        return "none", None
    return "redirect" if isinstance(route.answer, Redirect) else "fixed", route.places.get("answer")


def _essence(verdict: Verdict) -> bytes:
    return (first(verdict.headers, b"content-type") or b"").partition(b";")[0]


def _speaking(plan: Plan, verdict: Verdict) -> Route | None:
    """The route whose CORS counts: of a preflight, the one that the announced request would take."""
    if verdict.outcome is Outcome.PREFLIGHT and verdict.request is not None:
        return announced_route(plan, verdict.request)
    return verdict.route


def _added(route: Route | None) -> tuple[tuple[bytes, bytes], ...]:
    return () if route is None or route.answer is None else route.answer.headers


def _by(header: tuple[bytes, bytes], edits: tuple[tuple[bytes, bytes], ...]) -> str:
    return "edit" if header in edits else "gateway"


def origins_of(plan: Plan, verdict: Verdict) -> Origins | None:
    """None: the request is of no other origin, or nobody speaks CORS for it."""
    request, route = verdict.request, _speaking(plan, verdict)
    origin = first(request.headers, b"origin") if request is not None else None
    cors: CorsPolicy | None = route.cors if route else plan.server.cors
    if cors is None or origin is None:
        return None
    source = "server" if cors is plan.server.cors else "route"
    at = (route.places if route else plan.server.places).get("cors")
    return Origins(text(origin), cors.allows(origin), source, at)
