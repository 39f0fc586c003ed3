"""Responses: the upstream's answers, where its document tells them, and the refusals, which are all known.

Where both can come with one status, the response is both: a refusal does not take the place of what `4XX` or `default`
says of an upstream's own 404. Where nothing is known of the upstream, any answer is its answer.

One component a status lists the reasons of that status from the catalogue; an operation refers to those that can occur
for it. 405 belongs to the methods that are not there, so no operation has it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from application.description import uniting
from application.description.access import may_be_denied
from application.description.action import answers
from application.description.composed import STATUSES, composed_answer
from application.description.markdown import bullets, code, paragraphs
from application.description.offer import Offer
from application.description.problem import MEDIA_TYPE, SCHEMA_REF, example
from application.description.references import Members
from domain.contract.contract import Mode
from domain.message.reason import CATALOGUE, Reason
from domain.plan.plan import Route

TAKES_BODY = frozenset(("POST", "PUT", "PATCH", "DELETE"))

_ALWAYS = (400, 404, 414, 431, 500, 503)
_FORWARDED = (502, 504)
_GONE = 410
_BROKEN = frozenset((406, 422))
_BROKEN_BODY = frozenset((413, 415))
_STATUSES = frozenset(reason.status for reason in CATALOGUE.values())
_HEADERS = {
    401: ("WWW-Authenticate", "What is wrong with the token (RFC 6750, 3).", 'Bearer error="invalid_token"'),
    405: ("Allow", "The methods that the path does take.", "GET, POST"),
    429: ("Retry-After", "Seconds after which another try may do.", "60"),
    503: ("Retry-After", "Seconds after which another try may do.", "5"),
}
_ANY_BODY: Members = {"*/*": {}}
_OTHERWISE = "The upstream's answer with any other status."
NO_OFFERS: Mapping[str, Offer] = {}


def responses(method: str, routes: Sequence[Route], offers: Mapping[str, Offer] = NO_OFFERS) -> dict[str, object]:
    known = [offers[route.name] for route in routes if route.name in offers]
    telling = [offer for offer in known if offer.tells_answers]
    any_answer: Members = {
        "description": "The upstream's answer.",
        **({} if method == "HEAD" else {"content": _ANY_BODY}),
    }
    own = cast("dict[str, Members]", answers(method, routes))
    upstream = [_of(offer, method) for offer in telling]
    untold = [route for route in routes if route.upstreams and offers.get(route.name) not in telling]
    composed = [route.composed.composition for route in untold if route.composed]
    upstream += [{"200": composed_answer(composition, method)} for composition in composed]
    if len(composed) < len(untold):
        upstream.append({"200": any_answer, "default": {**any_answer, "description": _OTHERWISE}})
    refused = _statuses(method, routes, known)
    told: dict[str, object] = {
        status: uniting.responses(
            [own[status]] if status in own else [one[status] for one in upstream if status in one]
        )
        for status in sorted({*own, *(status for one in upstream for status in one)}, key=_late)
    }
    beside = {str(status): _beside(str(status), upstream if telling or composed else [], told) for status in refused}
    return dict(sorted({**told, **beside}.items(), key=lambda pair: _late(pair[0])))


def _of(offer: Offer, method: str) -> dict[str, Members]:
    """By status. An answer to HEAD has no body (RFC 9110, 9.3.2)."""
    answers = cast("dict[str, Members]", offer.value.get("responses") or {})
    left_out = {"content"} if method == "HEAD" else set()
    return {
        status: {key: one for key, one in told.items() if key not in left_out}
        for status, told in answers.items()
        if not status.startswith("x-")
    }


def _beside(status: str, upstream: Sequence[Mapping[str, Members]], told: Mapping[str, object]) -> object:
    """A refusal, and what else comes with its status."""
    ours = f"#/components/responses/{_name(int(status))}"
    theirs = list(_applying(status, upstream))
    if not theirs:
        return told.get(status, {"$ref": ours})
    return uniting.responses([*theirs, cast(Members, _short(int(status)))])


def _applying(status: str, upstream: Sequence[Mapping[str, Members]]) -> Iterator[Members]:
    """The most exact one of each counts (OpenAPI 3.1.1, 4.8.16)."""
    for one in upstream:
        found = next((one[key] for key in (status, f"{status[0]}XX", "default") if key in one), None)
        if found is not None:
            yield found


def _late(status: str) -> tuple[bool, str]:
    """Tools show numbers first, and `default` last."""
    return status == "default", status


def _short(status: int) -> dict[str, object]:
    """A refusal beside something else; the component of its status lists the reasons."""
    reasons = [reason for reason in CATALOGUE.values() if reason.status == status]
    header = _HEADERS.get(status)
    return {
        "description": f"Or the gateway refuses the request, as {code(MEDIA_TYPE)}.",
        **({"headers": _header(*header)} if header else {}),
        "content": {MEDIA_TYPE: {"schema": SCHEMA_REF, "examples": _examples(reasons[:1])}},
    }


def refusal_responses() -> dict[str, object]:
    """The components: every reason of the catalogue, by status."""
    by_status: dict[int, list[Reason]] = {}
    for reason in CATALOGUE.values():
        by_status.setdefault(reason.status, []).append(reason)
    return {_name(status): _refusals(by_status[status]) for status in sorted(by_status)}


def _statuses(method: str, routes: Sequence[Route], known: Iterable[Offer]) -> list[int]:
    occurring = {*_ALWAYS, *_held(known)}
    if any(route.upstreams for route in routes):
        occurring.update(_FORWARDED)
        if method in TAKES_BODY:
            occurring.add(413)
    if any(route.deprecated and route.deprecated.refuses for route in routes):
        occurring.add(_GONE)
    if any(route.composed for route in routes):
        occurring.update(STATUSES)
    if any(route.door for route in routes):
        occurring.add(401)
    if any(may_be_denied(route.door, route.fence) for route in routes):
        occurring.add(403)
    if any(route.door and route.door.may_pause for route in routes):
        occurring.add(429)
    return sorted(occurring)


def _held(known: Iterable[Offer]) -> Iterator[int]:
    """What requests are refused with that break a contract; what answers are, that do."""
    for contract in (offer.contract for offer in known):
        if contract.requests is Mode.ENFORCE:
            yield from _BROKEN & _STATUSES
            yield from _BROKEN_BODY & _STATUSES if contract.body else ()


def _refusals(reasons: Sequence[Reason]) -> dict[str, object]:
    head = f"{reasons[0].title}. The gateway refuses the request; {code('reason')} says why:"
    listed = bullets(f"{code(reason.name)}: {reason.detail}" for reason in reasons)
    header = _HEADERS.get(reasons[0].status)
    return {
        "description": paragraphs(head, listed),
        **({"headers": _header(*header)} if header else {}),
        "content": {MEDIA_TYPE: {"schema": SCHEMA_REF, "examples": _examples(reasons)}},
    }


def _examples(reasons: Iterable[Reason]) -> dict[str, object]:
    return {reason.name: {"summary": reason.name, "value": example(reason)} for reason in reasons}


def _header(name: str, description: str, value: str) -> dict[str, object]:
    return {name: {"description": description, "schema": {"type": "string"}, "example": value}}


def _name(status: int) -> str:
    return f"Refusal{status}"
