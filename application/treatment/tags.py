"""Tags: whole answers get one of their bytes, and callers who have these hear that nothing has changed."""

from application.admitted import Admitted
from application.ports.transport import Answer
from application.treatment.treatment import Outlet
from application.treatment.whole import WholeAnswer, read_within
from domain.message.headers import Headers, first
from domain.message.reason import UPSTREAM_RESET
from domain.message.refusal import Refusal
from domain.message.tagging import NOT_MODIFIED, is_known, may_tag, tag_of, unmodified

LARGEST = 1024 * 1024  # bytes that are held for a tag; a longer answer streams past without one
PARTIAL = b"x-limen-partial"


class Tags(Outlet):
    async def give(self, admitted: Admitted, answer: Answer) -> Answer | Refusal:
        """A partial answer has no tag: with the missing part back it would be another."""
        request = admitted.request
        is_partial = first(answer.headers, PARTIAL) is not None
        if is_partial or not (may_tag(request.method, answer.status, answer.headers) and _is_at_hand(answer)):
            return answer
        body = await read_within(answer, LARGEST)
        await answer.release()
        if body is None:
            return Refusal(UPSTREAM_RESET, "the answer broke off while it was read for its tag")
        tag = tag_of(body)
        headers: Headers = [*answer.headers, (b"etag", tag)]
        if is_known(tag, request.headers):
            return WholeAnswer(NOT_MODIFIED, unmodified(headers), b"", answer.target)
        return WholeAnswer(answer.status, headers, body, answer.target)


def _is_at_hand(answer: Answer) -> bool:
    """All there already, or of a length that is known and can be held. The head alone of an upstream's has no bytes."""
    if answer.whole is not None:
        return bool(answer.whole) and len(answer.whole) <= LARGEST
    length = first(answer.headers, b"content-length") or b""
    return length.isdigit() and 0 < int(length) <= LARGEST
