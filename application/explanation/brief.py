"""The explanation in brief, for a header: JSON in visible ASCII, within LONGEST bytes whatever happens.

What a caller has sent itself, and what is sent upstream, is left out: it would be long, and may be secret.
"""

import json
from typing import Any

from application.explanation.explanation import Explanation
from application.explanation.policy import Node
from domain.spec.place import Place

LONGEST = 4096  # bytes
_DISPENSABLE = ("candidates", "body", "timeouts", "policy", "roles", "closest", "upstreams", "why", "at", "subject")


def brief(found: Explanation) -> bytes:
    told = {name: value for name, value in _told(found).items() if value not in (None, [], {})}
    for name in (*_DISPENSABLE, None):
        text = json.dumps(told, separators=(",", ":"))
        if len(text) <= LONGEST:
            return text.encode("ascii")
        told.pop(name or "", None)
    return b'{"outcome":"%s"}' % found.decision.outcome.encode("ascii")


def _told(found: Explanation) -> dict[str, Any]:
    decision, routing, caller, sending = found.decision, found.routing, found.caller, found.sending
    who = caller.who if caller else None
    return {
        "outcome": decision.outcome,
        "status": decision.status,
        "reason": decision.reason,
        "stage": decision.stage,
        "why": decision.why or None,
        "at": _place(decision.at),
        "route": routing.route if routing else None,
        "candidates": [f"{one.route}: {one.why}" for one in routing.candidates if not one.won] if routing else None,
        "closest": [one.route for one in routing.closest] if routing else None,
        "subject": who.subject if who else None,
        "roles": [role.name for role in who.roles] if who else None,
        "policy": _node(found.policy) if found.policy else None,
        "upstreams": list(dict.fromkeys(way.upstream for way in sending.ways)) if sending else None,
        "body": found.contract.body if found.contract else None,
        "timeouts": {one.name: one.seconds for one in sending.ways[0].timeouts} if sending else None,
    }


def _node(node: Node) -> dict[str, Any]:
    told: dict[str, Any] = {"says": node.says, "outcome": node.outcome, "at": _place(node.at)}
    if node.deciding:
        told["decides"] = True
    if node.parts:
        told["parts"] = [_node(part) for part in node.parts]
    return told


def _place(at: Place | None) -> str | None:
    return str(at) if at is not None else None
