"""Actions: what becomes of a request at a route, as words for people and as OpenAPI's responses for tools."""

import json
from collections.abc import Iterator, Sequence

from application.composition.told import parts_told
from domain.message.fixed import FixedAnswer
from domain.message.headers import first
from domain.plan.plan import Destination, Route
from domain.routing.redirect import Redirect


def told(route: Route) -> str:
    """In a few words: `orders`, `orders x9, users x1`, `redirect 308`, `respond 200`."""
    if route.answer is not None:
        return f"{'redirect' if isinstance(route.answer, Redirect) else 'respond'} {route.answer.status}"
    if route.composed is not None:
        return f"compose {parts_told(route.composed)}"
    mirrors = "".join(f", mirrored to {mirror.upstream}" for mirror in route.mirrors)
    return ", ".join(_weighed(one, route.destinations) for one in route.destinations) + mirrors


def what_it_does(route: Route) -> str:
    """A sentence where the route does something else than forward."""
    if route.answer is None:
        return ""
    if isinstance(route.answer, Redirect):
        return f"The gateway sends the caller elsewhere, with status {route.answer.status}."
    return f"The gateway answers by itself, with status {route.answer.status}."


def answers(method: str, routes: Sequence[Route]) -> dict[str, object]:
    """The responses that are known, by status."""
    own = [
        route.answer for route in reversed(routes) if route.answer is not None
    ]  # of two, the first that is tried stays
    return {str(answer.status): _response(method, answer) for answer in own}


def _weighed(one: Destination, among: Sequence[Destination]) -> str:
    return one.upstream if len(among) == 1 else f"{one.upstream} x{one.weight}"


def _response(method: str, answer: Redirect | FixedAnswer) -> dict[str, object]:
    if isinstance(answer, Redirect):
        location = {"description": "Where to go instead.", "schema": {"type": "string", "format": "uri"}}
        return {"description": "A redirect of the gateway's own.", "headers": {"Location": location}}
    content = {} if method == "HEAD" or not answer.body else {"content": dict(_content(answer))}
    return {"description": "The gateway's own answer.", **content}


def _content(answer: FixedAnswer) -> Iterator[tuple[str, object]]:
    kind = (first(answer.headers, b"content-type") or b"application/octet-stream").decode("latin-1")
    media = kind.partition(";")[0].strip()
    text = answer.body.decode()
    try:
        yield media, {"example": json.loads(text) if media == "application/json" else text}
    except ValueError:  # said to be JSON by a header, and isn't
        yield media, {"example": text}
