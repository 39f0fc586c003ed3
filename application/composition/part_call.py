"""The call of a part: sent as forwarding would send it, read whole, a document or a trouble. Never repeated.

It goes by the upstream's own balancer and breaker. Whatever ends it, a deadline, a limit or who cancels it, the
connection is free when this returns.
"""

from dataclasses import dataclass, field

from application.admitted import Admitted
from application.composition.json_text import read_json, says_json
from application.composition.whole import body_within
from application.ports.clock import Clock
from application.ports.transport import Answer, AnswerBroken
from application.upstream.splitting import BoundDestination
from domain.composition.composition import Part
from domain.composition.trouble import Trouble, trouble_of
from domain.message import reason
from domain.message.headers import values
from domain.message.path import Path
from domain.message.request import Request
from domain.upstream.failure import Failure

_SUCCESS = range(200, 300)
_BODILESS = frozenset((204, 205))
_PARTIAL = 206  # of what nobody has asked a part of


@dataclass(slots=True)
class PartCall:
    """How one part is called for one caller, as often as it has to be."""

    part: Part
    admitted: Admitted
    way: BoundDestination
    clock: Clock
    deadline: float  # of Clock.monotonic
    left: int  # bytes that may still come
    cached: list[bytes] = field(default_factory=list)  # what its answers say about being kept

    async def document(self, target: bytes) -> object | Trouble:
        now = self.clock.monotonic()
        if now >= self.deadline:
            return self._trouble(reason.DEADLINE_EXCEEDED, "no time was left for it")
        request = asking(self.admitted.request, target)
        forwarding, principal = self.way.forwarding, self.admitted.principal
        call = forwarding.call(request, principal, None, None, now=now, most=self.deadline - now)
        answer = await self.way.transport.send(call)
        if isinstance(answer, Failure):
            refusal = answer.refusal()
            return Trouble(self.part.name, refusal.reason, refusal.why, refusal.headers)
        try:
            return await self._read(answer)
        except AnswerBroken as broken:
            return self._trouble(broken.failure.kind.reason, broken.failure.why)
        finally:
            await answer.release()

    async def _read(self, answer: Answer) -> object | Trouble:
        if answer.status not in _SUCCESS or answer.status == _PARTIAL:
            return trouble_of(self.part.name, answer.status, answer.headers)
        if not says_json(answer.headers) or answer.status in _BODILESS:
            return self._trouble(reason.PART_NOT_JSON, "the answer does not say that it is JSON as it is")
        body = await body_within(answer, self.left)
        if body is None:
            return self._trouble(reason.PART_TOO_LARGE, f"more than {self.part.limit} bytes")
        self.left -= len(body)
        self.cached.append(b",".join(values(answer.headers, b"cache-control")))
        try:
            document: object = read_json(body)
            return document  # noqa: TRY300  what stands before it may fail as well
        except ValueError as error:
            return self._trouble(reason.PART_NOT_JSON, f"not JSON: {error}")

    def _trouble(self, found: reason.Reason, why: str) -> Trouble:
        return Trouble(self.part.name, found, why)


def asking(request: Request, target: bytes) -> Request:
    """The caller's request as a part is asked: another address, read only, and no body."""
    path, _, query = target.partition(b"?")
    return Request(
        id=request.id,
        method="GET",
        path=Path(path, tuple(path[1:].split(b"/"))),
        host=request.host,
        headers=request.headers,
        query=query,
        scheme=request.scheme,
        peer=request.peer,
        client=request.client,
        version=request.version,
        names=request.named,
    )
