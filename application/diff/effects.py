"""Effects: what differs between two routes for those whom both let in. Told by the compiled values."""

from collections.abc import Iterator

from application.composition.told import parts_told
from application.diff.change import Kind
from application.diff.pairs import Pair
from domain.contract.meaning import meaning
from domain.message.path import Path
from domain.plan.plan import Destination, Route

Effect = tuple[Kind, str]  # and what differs, in words


def effects(pair: Pair) -> Iterator[Effect]:
    old, new = pair.old, pair.new
    if old is None or new is None:
        return
    if old.answer != new.answer:
        yield Kind.ANSWER, f"{_action(old)} -> {_action(new)}"
    if old.composed != new.composed:
        yield from _parts(old, new)
    elif old.answer is None and new.answer is None:
        yield from _sending(pair, old, new)
    yield from _terms(old, new)
    if meaning(old.contract) != meaning(new.contract):
        yield Kind.ANSWER, "another contract: which requests and answers it lets pass is not compared"
    if old.name != new.name:
        yield Kind.ROUTE, "the route has another name"


def _action(route: Route) -> str:
    return "forwarded" if route.answer is None else f"{route.answer.status} by the route itself"


def _parts(old: Route, new: Route) -> Iterator[Effect]:
    """Which parts, named as they are written; what else differs in them is said to, and not told further."""
    was, now = (parts_told(route.composed) if route.composed else _split(route) or "nothing" for route in (old, new))
    if was != now:
        yield Kind.UPSTREAM, f"{was} -> {now}"
    if old.composed is not None and new.composed is not None:
        yield Kind.TERMS, "how the parts of the answer are asked for, or put together"


def _sending(pair: Pair, old: Route, new: Route) -> Iterator[Effect]:
    shares = [_shares(route) for route in (old, new)]
    if shares[0] != shares[1]:
        yield Kind.UPSTREAM, f"{_split(old)} -> {_split(new)}"
    for way, other in _alike(old, new):
        yield from _way(pair, way, other)


def _shares(route: Route) -> dict[str, int]:
    found: dict[str, int] = {}
    for way in route.destinations:
        found[way.upstream] = found.get(way.upstream, 0) + way.weight
    return found


def _split(route: Route) -> str:
    shares = _shares(route)
    return ", ".join(shares) if len(shares) == 1 else ", ".join(f"{name} x{weight}" for name, weight in shares.items())


def _alike(old: Route, new: Route) -> Iterator[tuple[Destination, Destination]]:
    """By their place: what was the first is compared with what is."""
    yield from zip(old.destinations, new.destinations, strict=False)


def _way(pair: Pair, old: Destination, new: Destination) -> Iterator[Effect]:
    paths = dict.fromkeys((_sent(old, one.path), _sent(new, one.path)) for one in pair.samples)
    differing = [f"{was.decode()} -> {now.decode()}" for was, now in paths if was != now]
    if differing:
        yield Kind.PATH, differing[0]
    if (old.host, old.keeps_host) != (new.host, new.keeps_host):
        yield Kind.HEADERS, f"host: {_host(old)} -> {_host(new)}"
    if old.request != new.request:
        yield Kind.HEADERS, "those that are sent on"
    if old.response != new.response:
        yield Kind.HEADERS, "those of answers"
    if old.timeouts != new.timeouts:
        yield Kind.TIMEOUTS, f"{_times(old)} -> {_times(new)}"


def _sent(way: Destination, raw: bytes) -> bytes:
    return way.rewrite.apply(Path(raw, tuple(raw[1:].split(b"/")))) if way.rewrite else raw


def _host(way: Destination) -> str:
    return way.host.decode() if way.host else "the caller's" if way.keeps_host else "the target's"


def _times(way: Destination) -> str:
    times = way.timeouts
    total = "none" if times.total is None else f"{times.total:g}s"
    return f"connect {times.connect:g}s, idle {times.idle:g}s, total {total}"


def _terms(old: Route, new: Route) -> Iterator[Effect]:
    for name, words in _TERMS.items():
        if getattr(old, name) != getattr(new, name):
            yield Kind.TERMS, words


_TERMS = {
    "mirrors": "mirrors",
    "cors": "CORS",
    "websocket": "WebSockets",
    "compresses": "compression",
    "overrides": "the words of refusals",
    "deprecated": "its announced end",
    "shaping": "the shape of answers",
    "maps_links": "references in heads of answers",
    "tags": "tags of answers, and 304",
    "ready": "fields of answers about safety and caching",
    "errors": "what becomes of an upstream's errors",
    "published": "whether the description tells of it",
}
