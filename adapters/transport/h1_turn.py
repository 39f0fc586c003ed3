"""Turn: where a call waits for its answer's head. The only place that knows how it is woken.

It is resolved after the parser has had all that was read, never within it: whoever is woken, perhaps at once, finds the
connection in order.
"""

from application.ports.transport import Answer
from application.waking import Waking
from domain.upstream.failure import Failure

Outcome = Answer | Failure
Turn = Waking[Outcome]
