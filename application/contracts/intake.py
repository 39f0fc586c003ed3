"""The intake of a contract: parameters, what is accepted, what is sent. In this order.

A body is read only here, whole and within the limit, and goes on byte for byte as it came.
"""

import asyncio
import logging

from application.admitted import Admitted
from application.contracts.bodies import BodyJudge, Read, read_by
from application.contracts.complaint import Complaint, refused
from application.contracts.judges import Judges
from application.contracts.parameters import ParameterJudge, Values
from application.ports.checks import Asked, Checking
from application.ports.transport import CallerBodyFault
from application.treatment.treatment import Intake, Taken
from application.upstream.intake import limited, more_than, objection
from domain.contract.contract import BodyTerms, Contract, Mode, Where
from domain.message.accept import takes
from domain.message.framing import announced_body
from domain.message.headers import values
from domain.message.reason import BODY_INVALID, NOT_ACCEPTABLE, PARAMETER_INVALID, REQUEST_TIMEOUT
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.permissions.facts import Parameters as OfPath
from domain.spec.document import Json
from domain.upstream.failure import Failure, FailureKind

LONGEST = 60.0  # seconds for a body to arrive whole, where the route says nothing
log = logging.getLogger("limen.contracts")
log.addHandler(logging.NullHandler())  # offline nobody listens, and nothing is to be printed


class ContractIntake(Intake):
    def __init__(self, contract: Contract, judges: Judges) -> None:
        self._reports = contract.requests is Mode.REPORT
        self._parameters = ParameterJudge(contract, judges.schemas)
        self._bodies = BodyJudge(contract.body, judges) if contract.body is not None else None
        self._offered = offered_by(contract)
        self._at_once = judges.at_once
        self._checks = [judges.checks.loaded(check) for check in contract.checks]

    async def take(self, admitted: Admitted, body: Taken) -> Taken | Refusal:
        request = admitted.request
        wrong, read = self.judged_head(request, admitted.parameters)
        if wrong is not None and not self._tolerates(admitted, wrong):
            return wrong
        reader = self.reader_of(request)
        if isinstance(reader, Refusal):
            return body if self._tolerates(admitted, reader) else reader
        if reader is None:
            return self._checked(admitted, read, body, None)
        whole = await _whole(admitted, body)
        if isinstance(whole, Refusal):
            return whole
        is_soon = len(whole) <= self._at_once
        wrong, value = read_by(reader, whole) if is_soon else await asyncio.to_thread(read_by, reader, whole)
        if wrong is not None:
            return whole if self._tolerates(admitted, wrong) else wrong
        return self._checked(admitted, read, whole, value)

    def objection(self, admitted: Admitted) -> Refusal | None:
        """Of a body nothing is said: it is not at hand."""
        wrong = self.judged_head(admitted.request, admitted.parameters)[0]
        return None if wrong is not None and self._reports else wrong

    def judged_head(self, request: Request, of_path: OfPath) -> tuple[Refusal | None, Values | None]:
        read: Values | None = None
        if not self._parameters.is_idle:
            complaints, read = self._parameters.judged(request, of_path)
            if complaints:
                return refused(PARAMETER_INVALID, complaints), read
        if self._offered and b"accept" in request.named:
            accept = b",".join(values(request.headers, b"accept")).decode("latin-1")
            if not takes(accept, self._offered):
                return Refusal(NOT_ACCEPTABLE, f"offered: {', '.join(self._offered)}"), read
        return None, read

    def reader_of(self, request: Request) -> Read | Refusal | None:
        """None: there is no body to look at."""
        if self._bodies is None:
            return None
        announced = announced_body(request.named)
        if announced is None or announced.length == 0:
            return self._bodies.missing() if self._bodies.is_required else None
        return self._bodies.reader(request)

    def _checked(self, admitted: Admitted, read: Values | None, body: Taken, value: Json) -> Taken | Refusal:
        if not self._checks:
            return body
        asked = _asked(admitted, read, value)
        complaints = [one for check in self._checks for one in _said(check, asked)]
        if not complaints:
            return body
        wrong = refused(BODY_INVALID, complaints)
        return body if self._tolerates(admitted, wrong) else wrong

    def _tolerates(self, admitted: Admitted, wrong: Refusal) -> bool:
        """What is only to be told is in the log, and in the call's own line of it."""
        if self._reports:
            admitted.visit.exchange.breach(f"{wrong.reason.name}: {wrong.why}")
            log.warning("request %s breaks its contract: %s: %s", admitted.request.id, wrong.reason.name, wrong.why)
        return self._reports


def offered_by(contract: Contract) -> tuple[str, ...]:
    """The media types of answers that are no errors."""
    good = [terms for status, terms in contract.answers.items() if status.startswith("2")]
    return tuple(dict.fromkeys(kind for terms in good for kind in terms.contents))


async def _whole(admitted: Admitted, body: Taken) -> bytes | Refusal:
    limit = admitted.runtime.server.body_limit
    announced = announced_body(admitted.request.named)
    too_large = objection(announced, limit)
    if too_large is not None:
        return too_large
    if isinstance(body, bytes):
        return body if len(body) <= limit else Failure(FailureKind.CALLER_BODY_TOO_LARGE, more_than(limit)).refusal()
    ways = admitted.bound.route.destinations
    seconds = next((way.timeouts.total for way in ways if way.timeouts.total), LONGEST)
    try:
        async with asyncio.timeout(seconds):
            return b"".join([piece async for piece in limited(body, limit)])
    except CallerBodyFault as fault:
        return Failure(fault.kind, fault.why).refusal()
    except TimeoutError:
        return Refusal(REQUEST_TIMEOUT, f"the body was not there after {seconds} s")


def _asked(admitted: Admitted, read: Values | None, value: Json) -> Asked:
    request, principal = admitted.request, admitted.principal
    return Asked(
        request.method,
        {**admitted.parameters, **(read or {}).get(Where.PATH, {})},
        (read or {}).get(Where.QUERY, {}),
        {name.decode("latin-1"): text.decode("latin-1") for name, text in request.headers},
        value,
        principal.subject if principal else None,
        principal.roles if principal else frozenset(),
    )


def _said(check: Checking, asked: Asked) -> list[Complaint]:
    return [Complaint("body", str(said), str(pointer)) for pointer, said in check(asked) or ()]


def body_terms(contract: Contract, status: int) -> BodyTerms | None:
    """What an answer of this status is described as: by itself, by its class, or as all others."""
    answers = contract.answers
    return answers.get(str(status)) or answers.get(f"{status // 100}XX") or answers.get("default")
