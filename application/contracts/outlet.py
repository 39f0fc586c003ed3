"""The outlet of a contract: answers held against it. Reported, by turns and while they stream; or enforced.

What is wrong is in the log, never told to the caller: it is the upstream's affair.
"""

import logging
from collections.abc import AsyncIterator, Callable

from application.admitted import Admitted
from application.contracts.intake import body_terms
from application.contracts.json_reading import Malformed
from application.contracts.judges import Judges
from application.ports.schemas import Validator
from application.ports.transport import Answer, Body
from application.treatment.treatment import Outlet
from application.treatment.whole import WholeAnswer, read_within
from domain.contract.contract import Contract, Mode
from domain.contract.media import chosen, essence_of, is_json
from domain.message.headers import first
from domain.message.reason import ANSWER_INVALID
from domain.message.refusal import Refusal

LARGEST = 1024 * 1024  # bytes of an answer that are looked at
MOST = 3  # violations in the log
_BODILESS = (204, 304)
log = logging.getLogger("limen.contracts")


class ContractOutlet(Outlet):
    def __init__(self, contract: Contract, judges: Judges) -> None:
        self._contract = contract
        self._enforces = contract.answer_mode is Mode.ENFORCE
        self._sample = contract.sample
        self._due = 0.0  # what has come together since the last that was looked at: by turns, never by chance
        self._read_json = judges.read_json
        self._validators = {
            id(schema): judges.schemas.compiled(schema)
            for terms in contract.answers.values()
            for schema in terms.contents.values()
            if schema is not None
        }

    async def give(self, admitted: Admitted, answer: Answer) -> Answer | Refusal:
        if not self._enforces:
            return self._reported(admitted, answer)
        wrong, validator = self._judged_head(admitted, answer)
        if wrong is None and validator is not None:
            return await self._enforced(answer, validator)
        if wrong is None:
            return answer
        await answer.release()
        return Refusal(ANSWER_INVALID, wrong)

    async def _enforced(self, answer: Answer, validator: Validator) -> Answer | Refusal:
        try:
            body = await read_within(answer, LARGEST)
        finally:
            await answer.release()
        wrong = f"it is larger than {LARGEST} bytes, or broke off" if body is None else self._judged(body, validator)
        if wrong is not None:
            return Refusal(ANSWER_INVALID, wrong)
        assert body is not None  # noqa: S101  told above
        return WholeAnswer(answer.status, answer.headers, body, answer.target)

    def _reported(self, admitted: Admitted, answer: Answer) -> Answer:
        self._due += self._sample
        if self._due < 1:
            return answer
        self._due -= 1
        wrong, validator = self._judged_head(admitted, answer)
        if wrong is None and validator is not None:
            if answer.whole is None:
                return Watched(answer, lambda body: self._tell(admitted, self._judged(body, validator)))
            wrong = self._judged(answer.whole, validator)
        self._tell(admitted, wrong)
        return answer

    def _judged_head(self, admitted: Admitted, answer: Answer) -> tuple[str | None, Validator | None]:
        """What is wrong with it, else by what its body is judged."""
        terms = body_terms(self._contract, answer.status)
        if terms is None:
            return f"the status {answer.status} is described nowhere", None
        if admitted.request.method == "HEAD" or answer.status in _BODILESS or not terms.contents:
            return None, None
        essence, _ = essence_of((first(answer.headers, b"content-type") or b"").decode("latin-1"))
        found = chosen(terms.contents, essence)
        if found is None:
            return f"the media type `{essence}` is described nowhere", None
        is_plain = first(answer.headers, b"content-encoding") in (None, b"identity")
        if self._enforces and is_json(essence) and not is_plain:
            return "it is in a content coding, and nobody asked for one", None
        return None, self._validators.get(id(found[1])) if is_json(essence) and is_plain else None

    def _judged(self, body: bytes, validator: Validator) -> str | None:
        try:
            value = self._read_json(body)
        except Malformed as malformed:
            return str(malformed)
        if validator.is_valid(value):
            return None
        return "; ".join(f"{one.pointer or '/'}: {one.said}" for one in validator.violations(value, MOST))

    def _tell(self, admitted: Admitted, wrong: str | None) -> None:
        if wrong is not None:
            admitted.visit.exchange.breach(f"{ANSWER_INVALID.name}: {wrong}")
            log.warning("request %s has an answer that breaks its contract: %s", admitted.request.id, wrong)


class Watched(Answer):
    """Streams as it would, and tells what it was when all of it has passed; a large one is not looked at."""

    def __init__(self, answer: Answer, tell: Callable[[bytes], None]) -> None:
        self._answer, self._tell = answer, tell
        self.status, self.headers, self.target = answer.status, answer.headers, answer.target
        self.channel, self.whole = answer.channel, answer.whole

    def chunks(self) -> Body:
        return self._watched()

    async def _watched(self) -> AsyncIterator[bytes]:
        kept: list[bytes] = []
        size = 0
        async for piece in self._answer.chunks():
            size += len(piece)
            if size <= LARGEST:
                kept.append(piece)
            yield piece
        if size <= LARGEST:
            self._tell(b"".join(kept))

    async def release(self) -> None:
        await self._answer.release()
