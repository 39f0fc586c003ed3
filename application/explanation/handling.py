"""What else becomes of a call and its answer on the way: a line a key of the route, as a call meets them.

Fields that an answer gets whatever it is are told with those of its way; here is what asks for them.
"""

from collections.abc import Iterator, Mapping

from application.explanation.masking import text
from application.explanation.way import Handled
from domain.contract.contract import Contract, Mode
from domain.message.deprecation import Deprecation, http_date
from domain.plan.plan import Route
from domain.plan.ready import Caching, Ready

_MODES = {Mode.ENFORCE: "held to it", Mode.REPORT: "only reported on"}
_TAGS = "whole answers get a tag of their bytes, and 304 answers who has it; partial and long ones do not"


def handled(route: Route, *, websocket: bool) -> Iterator[Handled]:
    """A WebSocket has no answer; of its handshake the parameters are held to the contract."""
    if route.deprecated is not None:
        yield Handled("deprecated", _ending(route.deprecated), route.places.get("deprecated"))
    if route.contract is not None and (further := "; ".join(_held(route.contract))):
        yield Handled("contract", further, route.contract.at)
    if not websocket:
        yield from _of_answers(route)


def _of_answers(route: Route) -> Iterator[Handled]:
    places, ready = route.places, route.ready
    if route.errors:
        yield Handled("errors", f"of the upstream: {_means(route.errors)}", places.get("errors"))
    if route.tags:
        yield Handled("etag", _TAGS, None if route.composed is None else route.composed.at)
    if ready.caching is not None:
        yield Handled("cache", _caching(ready.caching), places.get("cache"))
    if ready.security:
        yield Handled("security", _fields(ready), places.get("security"))


def _ending(told: Deprecation) -> str:
    until = "" if told.sunset is None else f", until {http_date(told.sunset)}"
    return f"since {http_date(told.since)}{until}{', refused from then on' if told.refuses else ''}"


def _held(contract: Contract) -> Iterator[str]:
    """Beside what it says of this request, which is told by itself."""
    if contract.checks:
        yield f"checked by {', '.join(check.name for check in contract.checks)}"
    if contract.refuses_unknown:
        yield "parameters of the query that nobody described are refused"
    if contract.answer_mode is not Mode.IGNORE:
        share = "" if contract.sample == 1 else f", {contract.sample:.0%} of them"
        yield f"answers are {_MODES[contract.answer_mode]}{share}"


def _means(rules: Mapping[int, str]) -> str:
    """`400-403 wrap, 404 pass…`: neighbours of one meaning together."""
    spans: list[tuple[int, int, str]] = []
    for status, means in sorted(rules.items()):
        begun = spans.pop() if spans and spans[-1][1:] == (status - 1, means) else (status, status, means)
        spans.append((begun[0], status, means))
    return ", ".join(f"{_span(start, end)} {means}" for start, end, means in spans)


def _span(start: int, end: int) -> str:
    return str(start) if start == end else f"{start}-{end}"


def _caching(caching: Caching) -> str:
    where = " where the upstream says nothing of it" if caching.keeps else ""
    return f"{text(caching.control)}{where}; errors keep their own word"


def _fields(ready: Ready) -> str:
    names = ", ".join(text(name) for name, _ in ready.security)
    return f"{names}{', where the upstream does not say them' if ready.keeps else ''}"
