"""Composing: a route that is answered by several upstreams, as the source of its answers.

Every call has what is left of the route's time. A part that is missing is named in the head and in the body; a required
one that fails is the refusal of the whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from application.admitted import Admitted
from application.composition.gathering import Gathering
from application.composition.json_text import write_json
from application.composition.part_call import asking
from application.composition.whole import WholeAnswer
from application.ports.clock import Clock
from application.ports.transport import Answer
from application.treatment.treatment import PlannedCall, Source, Taken
from application.upstream.compressing import Compressing
from application.upstream.forwarding import seconds_allowed
from application.upstream.splitting import BoundDestination
from domain.composition.cache import strictest
from domain.composition.trouble import Trouble
from domain.composition.values import Values
from domain.message.headers import Headers
from domain.message.reason import ANSWER_TOO_LARGE, PART_UNFIT
from domain.message.refusal import Refusal
from domain.plan.composed import Composed

PARTIAL = b"x-limen-partial"
_OK = 200


@dataclass(frozen=True, slots=True)
class Composing(Source):
    composed: Composed
    ways: Mapping[str, BoundDestination]  # by part
    compressing: Compressing | None

    async def answer(self, admitted: Admitted, body: Taken, clock: Clock) -> Answer | Refusal:  # noqa: ARG002  unread
        composition, began = self.composed.composition, clock.monotonic()
        seconds = seconds_allowed(admitted.runtime.server, admitted.request, composition.seconds)
        deadline = began + (composition.seconds if seconds is None else seconds)
        gathering = Gathering(composition, self.ways, admitted, clock, deadline)
        ended = await gathering.gathered()
        admitted.visit.exchange.upstream_seconds = clock.monotonic() - began
        return self._whole(gathering, admitted) if ended is None else ended.refusal()

    def calls(self, admitted: Admitted) -> Iterator[PlannedCall]:
        values = Values(admitted.parameters, admitted.request.query, admitted.principal, {})
        for part in self.composed.composition.parts:
            way = self.ways[part.name]
            request = asking(admitted.request, part.get.told(values).encode())
            most = self.composed.composition.seconds
            call = way.forwarding.call(request, admitted.principal, None, None, now=0.0, most=most)
            yield part.name, way.destination, call

    def homeward(self, answer: Answer, admitted: Admitted) -> tuple[Headers, Answer]:
        response, request = self.composed.response, admitted.request
        headers = [header for header in answer.headers if header[0] not in response.dropped]
        headers += ((b"x-request-id", request.id.encode("ascii")), *response.added)
        if self.compressing is not None:
            headers, answer = self.compressing.applied(request, headers, answer)
        return headers, WholeAnswer(answer.status, headers, b"") if request.method == "HEAD" else answer

    def _whole(self, gathering: Gathering, admitted: Admitted) -> Answer | Refusal:
        composition, missing = self.composed.composition, list(gathering.missing())
        try:
            body = write_json(composition.composed(gathering.values, missing))
        except (ValueError, RecursionError) as error:
            return Refusal(PART_UNFIT, f"the parts make no JSON: {error}")
        if len(body) > composition.limit:
            return Refusal(ANSWER_TOO_LARGE, f"{len(body)} of {composition.limit} bytes")
        if missing:
            admitted.visit.exchange.why = "; ".join(map(_why, missing))
        return WholeAnswer(_OK, _head(gathering, missing, len(body)), body)


def _head(gathering: Gathering, missing: list[Trouble], length: int) -> Headers:
    names = ", ".join(trouble.part for trouble in missing).encode("ascii")
    return [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % length),
        (b"cache-control", strictest(gathering.cached, is_partial=bool(missing))),
        *([(PARTIAL, names)] if missing else []),
    ]


def _why(trouble: Trouble) -> str:
    return f"part {trouble.part}: {trouble.reason.name}{f' ({trouble.why})' if trouble.why else ''}"
