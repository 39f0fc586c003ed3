"""The judge: one call of the past, decided again by another plan; or why that cannot be told.

The decision is the gateway's own (decisions.decider). Before it counts, everything that it rests on has to be in the
log: what is missing could turn it round, and then the call is not judged.
"""

from dataclasses import dataclass
from urllib.parse import quote

from application.decisions.decider import Decider
from application.decisions.question import PRESENTED, Question
from application.decisions.verdict import Outcome, Verdict
from application.replay.call import LoggedCall
from application.replay.standing import UNAUTHORISED, Incomparable, LetIn, Refused, standing
from application.replay.unknown import Missing
from domain.message.headers import Header


@dataclass(frozen=True, slots=True)
class Judged:
    was: LetIn | Refused
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class AsksWho:
    """It was no route's, and is now one's that asks who is calling: that nobody asked then."""

    was: Refused
    verdict: Verdict


class Judge:
    def __init__(self, decider: Decider) -> None:
        self._decider = decider
        self._missing = Missing(decider.plan)

    def judge(self, call: LoggedCall) -> Judged | AsksWho | Incomparable:
        was = standing(call)
        if isinstance(was, Incomparable):
            return was
        verdict = self._decider.decide(_question(call))
        if verdict.request is None or verdict.outcome in (Outcome.OWN, Outcome.PREFLIGHT):
            return Judged(was, verdict)
        missing = self._missing.of_matching(call, verdict.request)
        if missing:
            return Incomparable(missing)
        route = verdict.route
        if route is None:
            return Judged(was, verdict)
        if route.door is not None and call.caller is None and not _was_unknown(call):
            nobody = "nobody was asked who calls: " + ("the route was public" if call.route else "no route took it")
            return AsksWho(was, verdict) if isinstance(was, Refused) else Incomparable(nobody)
        missing = self._missing.of_deciding(call, verdict)
        return Incomparable(missing) if missing else Judged(was, verdict)


def _was_unknown(call: LoggedCall) -> bool:
    """Whoever was refused as nobody's is taken for nobody again."""
    return call.route is not None and call.status == UNAUTHORISED and call.caller is None


def _question(call: LoggedCall) -> Question:
    query = "&".join(
        f"{_escaped(name)}={_escaped(value)}" for name, some in (call.query or {}).items() for value in some
    )
    target = call.path + (f"?{query}" if query else "")
    headers = [*_host(call), *_recorded(call)]
    return Question(
        call.method,
        target.encode("latin-1"),
        tuple(headers),
        who=call.caller or PRESENTED,
        moment=call.moment,
        peer=call.client,
        version="1.1" if call.host else "1.0",
    )


def _host(call: LoggedCall) -> list[Header]:
    return [(b"host", call.host.encode("latin-1"))] if call.host and "host" not in (call.headers or ()) else []


def _recorded(call: LoggedCall) -> list[Header]:
    recorded = (call.headers or {}).items()
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, some in recorded for value in some]


def _escaped(text: str) -> str:
    return quote(text.encode("latin-1"), safe="")
