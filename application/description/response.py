"""Responses: the upstream's answer, which nobody here knows, and the refusals, which are all known.

One component a status lists the reasons of that status from the catalogue; an operation refers to those that can occur
for it. 405 belongs to the methods that are not there, so no operation has it.
"""

from collections.abc import Iterable, Sequence

from application.description.access import may_be_denied
from application.description.action import answers
from application.description.markdown import bullets, code, paragraphs
from application.description.problem import MEDIA_TYPE, SCHEMA_REF, example
from domain.message.reason import CATALOGUE, Reason
from domain.plan.plan import Route

TAKES_BODY = frozenset(("POST", "PUT", "PATCH", "DELETE"))

_ALWAYS = (400, 404, 500, 503)
_FORWARDED = (502, 504)
_HEADERS = {
    401: ("WWW-Authenticate", "What is wrong with the token (RFC 6750, 3).", 'Bearer error="invalid_token"'),
    405: ("Allow", "The methods that the path does take.", "GET, POST"),
    429: ("Retry-After", "Seconds after which another try may do.", "60"),
    503: ("Retry-After", "Seconds after which another try may do.", "5"),
}
_ANY_BODY: dict[str, object] = {"*/*": {}}


def responses(method: str, routes: Sequence[Route]) -> dict[str, object]:
    refused = {str(status): {"$ref": f"#/components/responses/{_name(status)}"} for status in _statuses(method, routes)}
    content = {} if method == "HEAD" else {"content": _ANY_BODY}
    forwards = any(route.upstreams for route in routes)
    return {
        # Tools show numbers first, and `2XX` last.
        **({"200": {"description": "The upstream's answer.", **content}} if forwards else {}),
        **refused,
        **answers(method, routes),
        **({"default": {"description": "The upstream's answer with any other status.", **content}} if forwards else {}),
    }


def refusal_responses() -> dict[str, object]:
    """The components: every reason of the catalogue, by status."""
    by_status: dict[int, list[Reason]] = {}
    for reason in CATALOGUE.values():
        by_status.setdefault(reason.status, []).append(reason)
    return {_name(status): _refusals(by_status[status]) for status in sorted(by_status)}


def _statuses(method: str, routes: Sequence[Route]) -> list[int]:
    occurring = set(_ALWAYS)
    if any(route.upstreams for route in routes):
        occurring.update(_FORWARDED)
        if method in TAKES_BODY:
            occurring.add(413)
    if any(route.door for route in routes):
        occurring.add(401)
    if any(may_be_denied(route.door, route.fence) for route in routes):
        occurring.add(403)
    if any(route.door and route.door.may_pause for route in routes):
        occurring.add(429)
    return sorted(occurring)


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
