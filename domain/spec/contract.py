"""What was written below a route's `contract`: what may be asked, and how strictly that is held."""

from dataclasses import dataclass

from domain.spec.check import Check
from domain.spec.document import OperationSpec
from domain.spec.place import Place, Text

# Not `off`: that is a truth value to some readers of YAML.
ENFORCE, REPORT, IGNORE = MODES = ("enforce", "report", "ignore")
ALLOW, REFUSE = UNKNOWN = ("allow", "refuse")


@dataclass(frozen=True, slots=True)
class ContractSpec:
    at: Place
    operation: Text | None = None  # of the upstream's document: its id, or `POST /orders`
    own: OperationSpec | None = None  # what is written here, or was made; goes before what the operation says
    requests: str = ENFORCE
    answers: str = IGNORE
    sample: float = 1.0  # which part of the answers is looked at, from 0 to 1
    unknown_query: str = ALLOW  # what becomes of query parameters that nobody described
    checks: tuple[Check, ...] = ()
