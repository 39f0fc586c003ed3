"""The explanation in words: a section a room, in the order in which the request meets them, a line a fact.

What caused a line stands below it or behind it, as file:line:column. No line is made for what does not apply. Knows no
terminal: a line says what kind it is, and whoever prints it chooses colours and breaks it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from application.explanation.caller import Caller
from application.explanation.explanation import Explanation, Ruling
from application.explanation.policy import Node
from application.explanation.routing import Routing
from application.explanation.words_sending import Said, answered, forwarded, held
from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    depth: int = 1  # 0 is a heading
    kind: str = "plain"  # heading, good, bad, faint, plain
    at: Place | None = None


def lines(explanation: Explanation) -> Iterator[Line]:
    yield from _ruling(explanation.decision)
    yield from _recorded(explanation)
    yield from _request(explanation)
    if explanation.routing is not None:
        yield from _routing(explanation.routing, explanation)
    if explanation.caller is not None:
        yield from _caller(explanation.caller)
    if explanation.policy is not None:
        yield Line("MAY THEY", 0, "heading")
        yield from _node(explanation.policy, 1)
    if (step := explanation.sign_in) is not None:
        kind = "plain" if step.holds is None else "good" if step.holds else "bad"
        yield Line(f"{_mark(step.holds)} {step.says}{f': {step.why}' if step.why else ''}", 1, kind, step.at)
    yield from _told_below("CONTRACT", held(explanation.contract) if explanation.contract else ())
    yield from _told_below("SENT", forwarded(explanation.sending) if explanation.sending else ())
    yield from _told_below("ANSWERED", answered(explanation.answer) if explanation.answer else ())
    if (cors := explanation.cors) is not None:
        granted = "may read the answer" if cors.granted else "may not read the answer"
        yield Line("CORS", 0, "heading")
        yield Line(f"a page of {cors.origin} {granted}, says the {cors.source}", 1, "plain", cors.at)


def _told_below(heading: str, said: Iterable[Said]) -> Iterator[Line]:
    for number, one in enumerate(said):
        if not number:
            yield Line(heading, 0, "heading")
        yield Line(*one)


def _ruling(decision: Ruling) -> Iterator[Line]:
    word = {"forwarded": "ALLOWED", "answered": "ALLOWED", "refused": "REFUSED"}.get(decision.outcome, "ANSWERED")
    kind = "bad" if decision.outcome == "refused" else "good"
    status = f" {decision.status}" if decision.status is not None else ""
    reason = f" {decision.reason}" if decision.reason else ""
    yield Line(f"{word}{status}{reason}", 0, kind)
    said = (decision.why or decision.detail or "") if decision.outcome == "refused" else decision.summary
    yield Line(said, 1, "plain", decision.at)
    if decision.detail and decision.why:
        yield Line(f"The caller is told: {decision.detail}", 1, "faint")


def _recorded(explanation: Explanation) -> Iterator[Line]:
    if (record := explanation.recorded) is None:
        return
    yield Line("WHEN IT WAS DECIDED", 0, "heading")
    said = f"{record.status}{f' {record.reason}' if record.reason else ''}{f': {record.why}' if record.why else ''}"
    yield Line(f"{record.time}  request {record.request_id}: {said}", 1)
    if record.target:
        yield Line(f"it went to {record.target}, of {record.upstream}", 1)
    if not record.agrees:
        yield Line(
            "What is explained below comes to something else: what it depends on is not kept, or masked.", 1, "bad"
        )


def _request(explanation: Explanation) -> Iterator[Line]:
    asked = explanation.request
    yield Line("REQUEST", 0, "heading")
    yield Line(f"{asked.method} {asked.target}{'  (a WebSocket)' if asked.websocket else ''}")
    if asked.unsafe:
        yield Line(f"refused: {asked.unsafe}", 1, "bad")
    elif asked.path is not None and asked.path != asked.target.partition("?")[0]:
        yield Line(f"matched as {asked.path}")
    whose = f"from {asked.client or asked.peer}"
    behind = f", by the proxy {asked.peer}" if asked.client not in (None, asked.peer) else ""
    yield Line(f"host {asked.host or 'none'}, {whose}{behind}, at {asked.time}", 1, "faint")


def _routing(routing: Routing, explanation: Explanation) -> Iterator[Line]:
    yield Line("ROUTE", 0, "heading")
    if routing.route is None:
        yield Line(f"✗ {routing.why}", 1, "bad")
    else:
        yield Line(f"✓ {routing.route}: {routing.why}", 1, "good", routing.at)
    for name, value in (explanation.parameters or {}).items():
        yield Line(f"{{{name}}} = {value}", 2)
    others = [one for one in routing.candidates if not one.won]
    if others:
        yield Line(
            "considered, in order of precedence:" if routing.route else "what leads there, in order of precedence:"
        )
    for one in routing.candidates if others else ():
        yield Line(f"{_mark(one.won)} {one.route}  {one.says}: {one.why}", 2, "plain" if one.won else "faint", one.at)
    for number, near in enumerate(routing.closest):
        word = "closest" if not number else "then"
        yield Line(f"{word}: {near.route}  {near.says}", 1, "plain", near.at)
        yield from (Line(differs.says, 2) for differs in near.differs)


def _caller(caller: Caller) -> Iterator[Line]:
    yield Line("WHO IS CALLING", 0, "heading")
    for one in caller.accepted:
        chosen = "✓" if one.name == caller.chosen else "·"
        yield Line(f"{chosen} {one.name} ({one.kind}): {one.carried}", 1, "plain", one.at)
    yield Line(caller.how)
    for check in caller.checks:
        stated = "" if check.stated is None else f", stated: {check.stated}"
        text = (
            f"{_mark(check.holds)} {check.claim}: {check.wanted}{stated}{f' ({check.reason})' if check.reason else ''}"
        )
        yield Line(text, 2, "good" if check.holds else "bad")
    if caller.reason:
        yield Line(f"✗ {caller.reason}: {caller.why}", 1, "bad")
    if caller.who is None:
        return
    who = caller.who
    tenant = f", tenant {who.tenant}" if who.tenant else ""
    yield Line(f"✓ {who.subject or 'nobody by name'}, by {who.credential}{tenant}", 1, "good")
    for role in who.roles:
        also = f", counts as {', '.join(role.counts_as)}" if role.counts_as else ""
        grants = ", ".join(role.grants) or "nothing"
        unknown = "" if role.at else " (declared nowhere)"
        yield Line(f"role {role.name}{unknown}{also}, may {grants}", 2, "plain", role.at)
    if who.permissions:
        yield Line(f"stated permissions: {', '.join(who.permissions)}", 2)


def _node(node: Node, depth: int) -> Iterator[Line]:
    mark = {"allows": "✓", "denies": "✗"}.get(node.outcome, "?")
    rule = "deny: " if node.kind == "deny" and not node.parts else ""
    named = f"{node.called} = " if node.called else ""
    why = f": {node.why}" if node.why and not node.parts else ""
    decides = "  ◄ decides" if node.deciding else ""
    kind = "good" if node.outcome == "allows" else "bad"
    shown = f"{mark} {rule}{named}{node.says}{why}{decides}"
    yield Line(shown, depth, kind if node.deciding else "plain", node.at)
    for part in node.parts:
        yield from _node(part, depth + 1)


def _mark(holds: bool | None) -> str:  # noqa: FBT001  it says itself what it is
    return "·" if holds is None else "✓" if holds else "✗"
