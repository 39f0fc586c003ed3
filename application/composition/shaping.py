"""Shaping: answers in JSON that go out in another shape. What cannot be shaped does not go out.

Only successes are looked at: a refusal of the upstream's goes out as it came, and so does an answer without a body. An
answer's tags stay, as weak ones, since they name the same state in another form; digests of its bytes do not.
"""

from dataclasses import dataclass

from application.admitted import Admitted
from application.composition.json_text import mentions_json, read_json, says_json, write_json
from application.composition.whole import WholeAnswer, body_within
from application.ports.transport import Answer, AnswerBroken
from application.treatment.treatment import Outlet
from domain.message.entity_tag import weakened
from domain.message.headers import Headers, first
from domain.message.reason import ANSWER_UNSHAPEABLE
from domain.message.refusal import Refusal
from domain.plan.composed import Shaping

_SUCCESS = range(200, 300)
_NO_CONTENT = 204
_RESET = 205  # has no body by definition, and yet some send one
_NOT_MODIFIED = 304
_PARTIAL = 206
_OF_THE_BYTES = frozenset((
    b"content-length", b"transfer-encoding", b"accept-ranges", b"content-range", b"content-md5", b"content-digest",
    b"repr-digest", b"digest",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShapingOutlet(Outlet):
    shaping: Shaping

    async def give(self, admitted: Admitted, answer: Answer) -> Answer | Refusal:
        status, method = answer.status, admitted.request.method
        if status == _NOT_MODIFIED:
            answer.headers = weakened(answer.headers)
            return answer
        if status not in _SUCCESS or status == _NO_CONTENT or _is_empty(answer, method):
            return answer
        if status == _RESET:
            return await _emptied(answer)
        if not says_json(answer.headers) or status == _PARTIAL:
            return answer if self._passes(answer) else await _refused(answer, "no JSON")
        if method == "HEAD":
            answer.headers = _fitting(answer.headers)
            return answer
        return await self._shaped(answer)

    def _passes(self, answer: Answer) -> bool:
        """Never JSON that is in a coding, or a part of it: its fields would go out with it."""
        return self.shaping.passes_others and answer.status != _PARTIAL and not mentions_json(answer.headers)

    async def _shaped(self, answer: Answer) -> Answer | Refusal:
        try:
            body = await body_within(answer, self.shaping.limit)
        except AnswerBroken as broken:
            return broken.failure.refusal()
        finally:
            await answer.release()
        if body is None:
            return Refusal(ANSWER_UNSHAPEABLE, f"more than {self.shaping.limit} bytes")
        try:
            shaped = write_json(self.shaping.shape.applied(read_json(body)))
        except (ValueError, RecursionError) as error:
            return Refusal(ANSWER_UNSHAPEABLE, f"not JSON: {error}")
        headers = [*_fitting(answer.headers), (b"content-length", b"%d" % len(shaped))]
        return WholeAnswer(answer.status, headers, shaped, answer.target)


def _is_empty(answer: Answer, method: str) -> bool:
    """An answer to HEAD never has a body, and says of the one that GET would get."""
    return first(answer.headers, b"content-length") == b"0" or (answer.whole == b"" and method != "HEAD")


def _fitting(headers: Headers) -> Headers:
    """Without what was said of the bytes before."""
    return weakened([header for header in headers if header[0] not in _OF_THE_BYTES])


async def _emptied(answer: Answer) -> Answer:
    await answer.release()
    return WholeAnswer(answer.status, [*_fitting(answer.headers), (b"content-length", b"0")], b"", answer.target)


async def _refused(answer: Answer, why: str) -> Refusal:
    await answer.release()
    return Refusal(ANSWER_UNSHAPEABLE, why)
