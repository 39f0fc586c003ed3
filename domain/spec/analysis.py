"""What was written below `analysis` and `invariants`."""

from dataclasses import dataclass

from domain.spec.place import Place, Text
from domain.spec.requirement import Requirement
from domain.spec.route import MatchSpec


@dataclass(frozen=True, slots=True)
class SuppressionSpec:
    """A finding that is known, and why it may stand."""

    code: Text
    reason: str
    about: Text | None = None  # the name of what the finding is about; None: of whatever


@dataclass(frozen=True, slots=True)
class InvariantSpec:
    at: Place
    match: MatchSpec  # of the requests in question
    name: str = ""
    require: Requirement | None = None  # whoever is let in satisfies it
    deny: Requirement | None = None  # whoever satisfies it is not let in
    allow: Requirement | None = None  # whoever satisfies it is let in
    upstreams: tuple[Text, ...] = ()  # where else nothing is sent
