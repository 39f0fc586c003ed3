"""In words: what is sent where, and what the gateway answers itself. Tuples of text, depth, kind and place."""

from collections.abc import Iterator

from application.explanation.contracting import Contracted
from application.explanation.explanation import Answer
from application.explanation.way import Part, Sending, Way
from domain.spec.place import Place

Said = tuple[str, int, str, Place | None]
_LONGEST = 600  # letters of a body


def forwarded(sending: Sending) -> Iterator[Said]:
    for way in sending.ways:
        yield from _way(way, is_alone=len(sending.ways) == 1)
    for mirror in sending.mirrors:
        yield f"a copy of {mirror.share:.0%} of the calls goes to {mirror.upstream}", 1, "plain", mirror.at
    if sending.shape is not None:
        yield f"the answer's shape: {sending.shape.says}", 1, "plain", sending.shape.at
    for one in sending.handled:
        yield f"{one.key}: {one.says}", 1, "plain", one.at
    if (tunnel := sending.websocket) is not None:
        until = ", until the token expires" if tunnel.expires else ""
        text = f"a WebSocket: messages up to {tunnel.message_limit} bytes, silent for {tunnel.idle:g} s{until}"
        yield text, 1, "plain", tunnel.at
    source = "" if sending.body_limit_at else " (default)"
    yield f"a body of at most {sending.body_limit} bytes{source}", 1, "plain", sending.body_limit_at


def held(contract: Contracted) -> Iterator[Said]:
    takes = f" ({', '.join(contract.takes)})" if contract.takes else ""
    said = {
        "kept": f"✓ the body is what it has to be{takes}",
        "broken": f"✗ the body is not what it has to be{takes}",
        "would be checked": f"a body would be checked{takes}: none is given here",
        "not reached": f"nobody came to look at the body{takes}",
    }.get(contract.body or "", "bodies are not looked at")
    yield said, 1, {"✓": "good", "✗": "bad"}.get(said[0], "plain"), contract.at
    if contract.told:
        yield f"let through, and told in the log: {contract.told}", 1, "bad", None
    elif contract.requests != "enforce":
        yield f"requests: {contract.requests}", 1, "plain", None


def _way(way: Way, *, is_alone: bool) -> Iterator[Said]:
    if way.part is not None:
        yield _part(way, way.part)
    else:
        share = "" if is_alone else f", {way.share:.0%} of the calls, in turns"
        yield f"to {way.upstream}{share}", 1, "good", way.at
    yield f"{way.method} {way.target}", 2, "plain", way.rewritten_at
    for aim in way.targets:
        turns = "" if len(way.targets) == 1 else f"  weight {aim.weight}, {aim.share:.0%} of the turns"
        yield f"target {aim.url}{turns}", 2, "plain", way.upstream_at if aim is way.targets[0] else None
    if way.breaker:
        text = f"after {way.breaker.failures} failures in a row a pause of {way.breaker.cooldown:g} s"
        yield text, 2, "plain", way.breaker.at
    for timeout in way.timeouts:
        seconds = "none" if timeout.seconds is None else f"{timeout.seconds:g} s"
        yield f"timeout {timeout.name}: {seconds} ({timeout.source})", 2, "plain", timeout.at
    yield "sent once: nothing is tried again", 2, "faint", None
    yield f"host: {way.host}", 2, "plain", None
    yield from _head(way)


def _part(way: Way, part: Part) -> Said:
    kind = "optional" if part.optional else "required"
    after = f", after {', '.join(part.needs)}" if part.needs and not part.each else ""
    keys = f", for keys in {part.each}" if part.each else ""
    return f"part {part.name} ({kind}), step {part.step}{after}{keys}: to {way.upstream}", 1, "good", way.at


def _head(way: Way) -> Iterator[Said]:
    for field in way.headers:
        if field.name != "host":
            mark = {"caller": " ", "gateway": "+", "identity": "+", "edit": "+"}[field.by]
            kind = "faint" if field.by == "caller" else "plain"
            yield f"{mark} {field.name}: {field.value}{_by(field.by)}", 2, kind, field.at
    for dropped in way.dropped:
        yield f"- {dropped.name}: {_why(dropped.why)}", 2, "plain", dropped.at
    for field in way.response.added:
        yield f"of the answer: + {field.name}: {field.value}", 2, "plain", field.at
    for dropped in way.response.dropped:
        yield f"of the answer: - {dropped.name}: {_why(dropped.why)}", 2, "plain", dropped.at


def _by(whose: str) -> str:
    return {"identity": "  (who calls)", "edit": "  (edit)"}.get(whose, "")


def _why(why: str) -> str:
    return "an edit removes or replaces it" if why == "edit" else why


def answered(answer: Answer) -> Iterator[Said]:
    yield f"status {answer.status} ({_KINDS[answer.kind]})", 1, "plain", answer.at
    for field in answer.headers:
        yield f"{field.name}: {field.value}{_by(field.by)}", 2, "plain", field.at
    if answer.body:
        yield answer.body if len(answer.body) <= _LONGEST else f"{answer.body[:_LONGEST]} …", 2, "faint", None


_KINDS = {
    "problem": "a problem document",
    "page": "a refusal as a page",
    "text": "a refusal as a text",
    "override": "the route's own words",
    "redirect": "a redirect of the route",
    "fixed": "a fixed answer of the route",
    "preflight": "the answer to a preflight",
    "none": "without a body",
}
