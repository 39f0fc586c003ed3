"""Errors of an upstream, as the route wants its callers to see them. The upstream is let go before anybody answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from application.admitted import Admitted
from application.ports.transport import Answer
from application.treatment.treatment import Outlet
from application.treatment.whole import WholeAnswer, read_within
from domain.message.refusal import Refusal
from domain.message.upstream_error import maybe_json, refusal_for, wrapped, wrapping
from domain.spec.handling import REPLACE

LARGEST = 64 * 1024  # bytes of an error that are wrapped; of a longer one its status alone


@dataclass(frozen=True, slots=True)
class Errors(Outlet):
    rules: Mapping[int, str]

    async def give(self, admitted: Admitted, answer: Answer) -> Answer | Refusal:
        means = self.rules.get(answer.status)
        if means is None:
            return answer
        try:
            if means == REPLACE:
                return refusal_for(answer.status, answer.headers)
            return await self._wrapped(admitted, answer)
        finally:
            await answer.release()

    async def _wrapped(self, admitted: Admitted, answer: Answer) -> Answer:
        """For HEAD nobody knows what the upstream would have said, and so not how long the document would be."""
        exchange, is_head = admitted.visit.exchange, admitted.request.method == "HEAD"
        kind = None if is_head else maybe_json(answer.headers)
        said = _read(await read_within(answer, LARGEST)) if kind else None
        document = wrapped(answer.status, said, kind or b"", instance=exchange.path, request_id=exchange.request_id)
        body = b"" if is_head else json.dumps(document, separators=(",", ":")).encode()
        headers = wrapping(answer.headers, None if is_head else len(body))
        return WholeAnswer(answer.status, headers, body, answer.target)


def _read(body: bytes | None) -> object:
    """None where nothing can be read."""
    try:
        return json.loads(body, parse_constant=_refused) if body else None
    except (ValueError, RecursionError):
        return None


def _refused(word: str) -> object:
    raise ValueError(f"{word} is no JSON")
