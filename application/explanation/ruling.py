"""The ruling: what became of the request, at which stage, in a sentence, and the place that caused it."""

from application.contracts.complaint import REASONS
from application.decisions.verdict import Outcome, Verdict
from application.explanation.caller import Caller
from application.explanation.explanation import Ruling
from application.explanation.policy import Node
from domain.message.reason import (
    BODY_TOO_LARGE,
    CATALOGUE,
    HOST_INVALID,
    PATH_UNSAFE,
    ROUTE_GONE,
    STEP_UP,
)
from domain.message.refusal import Refusal
from domain.plan.plan import Plan, Route
from domain.routing.redirect import Redirect
from domain.spec.place import Place

_STAGES = {
    STEP_UP.name: "sign-in",
    BODY_TOO_LARGE.name: "body",
    **dict.fromkeys(REASONS, "contract"),
}


def ruled(plan: Plan, verdict: Verdict, caller: Caller | None, policy: Node | None) -> Ruling:
    reason = CATALOGUE.get(verdict.reason or "")
    stage = stage_of(verdict)
    return Ruling(
        verdict.outcome.value,
        verdict.is_let_in,
        verdict.status,
        verdict.reason,
        reason.detail if reason else None,
        verdict.why,
        stage,
        _summary(verdict, stage),
        _place(plan, verdict, stage, caller, policy),
    )


def stage_of(verdict: Verdict) -> str:
    """Where it ended."""
    if verdict.outcome is Outcome.FORWARDED:
        return "upstream"
    if verdict.outcome in (Outcome.OWN, Outcome.PREFLIGHT):
        return str(verdict.outcome.value)
    if verdict.outcome is Outcome.ANSWERED:
        return "answer"
    if verdict.request is None:
        return "path" if verdict.reason in (PATH_UNSAFE.name, HOST_INVALID.name) else "admission"
    if verdict.route is None or verdict.reason == ROUTE_GONE.name:
        return "route"
    if isinstance(verdict.known, Refusal):
        return "credential"
    return _stage_behind_the_door(verdict.reason or "")


def _stage_behind_the_door(reason: str) -> str:
    return _STAGES.get(reason) or ("upgrade" if reason.startswith("upgrade-") else "policy")


def _summary(verdict: Verdict, stage: str) -> str:
    route = f"`{verdict.route.name}`" if verdict.route else "no route"
    if verdict.outcome is Outcome.FORWARDED:
        joint = " and " if verdict.is_composed else " or "
        upstreams = joint.join(f"`{name}`" for name in verdict.upstreams)
        return f"{route} sends it to {upstreams}"
    if verdict.outcome is Outcome.ANSWERED:
        kind = "redirects it" if verdict.route and isinstance(verdict.route.answer, Redirect) else "answers it"
        return f"{route} {kind}, with {verdict.status}"
    if verdict.outcome is Outcome.PREFLIGHT:
        return "the gateway answers the preflight itself, before anybody asks who calls"
    if verdict.outcome is Outcome.OWN:
        return verdict.why
    return f"refused with {verdict.status} {verdict.reason}, at the stage {stage}: {verdict.why or _told(verdict)}"


def _place(plan: Plan, verdict: Verdict, stage: str, caller: Caller | None, policy: Node | None) -> Place | None:
    route: Route | None = verdict.route
    if route is None:
        return None
    if stage == "policy" and policy is not None:
        return deciding_place(policy) or route.at
    if stage == "credential" and caller is not None:
        return next((one.at for one in caller.accepted if one.name == caller.chosen), route.at) or route.at
    places = {
        "sign-in": route.step_up.at if route.step_up else None,
        "body": plan.server.places.get("body_limit"),
        "contract": route.contract.at if route.contract else None,
        "upgrade": route.websocket.at if route.websocket else None,
        "answer": route.places.get("answer"),
        "route": route.places.get("deprecated"),
    }
    return places.get(stage) or route.at


def deciding_place(node: Node) -> Place | None:
    """Of the part that settled it."""
    if node.deciding:
        return node.at
    return next(filter(None, map(deciding_place, node.parts)), None)


def _told(verdict: Verdict) -> str:
    reason = CATALOGUE.get(verdict.reason or "")
    return reason.detail if reason else ""
