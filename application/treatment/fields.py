"""Fields that an answer gets by what it is: only where its upstream said nothing, or only where it is no error."""

from dataclasses import dataclass

from application.admitted import Admitted
from application.ports.transport import Answer
from application.treatment.tags import PARTIAL
from application.treatment.treatment import Outlet
from domain.message.headers import first
from domain.message.ready import cached, filled
from domain.plan.ready import Ready


@dataclass(frozen=True, slots=True)
class Fields(Outlet):
    ready: Ready

    async def give(self, admitted: Admitted, answer: Answer) -> Answer:  # noqa: ARG002
        if self.ready.keeps:
            answer.headers = filled(answer.headers, self.ready.security)
        if (
            self.ready.caching is not None and first(answer.headers, PARTIAL) is None
        ):  # what is missing may be back soon
            caching = self.ready.caching
            answer.headers = cached(answer.status, answer.headers, caching.control, keeps=caching.keeps)
        return answer
