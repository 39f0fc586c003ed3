"""What a route's contract says offline: to the whole of a request, by the same intakes as always; to its head alone,
where its body is not at hand, or does not count.
"""

from application.admitted import Admitted
from application.treatment.treatment import taken
from domain.message.refusal import Refusal


async def broken(admitted: Admitted, body: bytes | None) -> Refusal | None:
    treatment = admitted.bound.treatment
    if treatment is None or body is None:
        return broken_by_head(admitted)
    found = await taken(admitted, treatment, body)
    return found if isinstance(found, Refusal) else None


def broken_by_head(admitted: Admitted) -> Refusal | None:
    """The parameters of a WebSocket's handshake, or of a question; none where a contract is only reported on."""
    treatment = admitted.bound.treatment
    for intake in treatment.intakes if treatment is not None else ():
        found = intake.objection(admitted)
        if found is not None:
            return found
    return None
