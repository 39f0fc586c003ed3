"""What a contract says to the head of a request, where its body is not at hand, or does not count."""

from application.admitted import Admitted
from domain.message.refusal import Refusal


def broken_by_head(admitted: Admitted) -> Refusal | None:
    """The parameters of a WebSocket's handshake, or of a question; none where a contract is only reported on."""
    treatment = admitted.bound.treatment
    for intake in treatment.intakes if treatment is not None else ():
        found = intake.objection(admitted)
        if found is not None:
            return found
    return None
