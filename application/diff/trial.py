"""Trials: a request of a pair, with who sends it, decided by both gateways. What is not seen here is not told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from application.decisions.decider import Decider
from application.decisions.question import PRESENTED, Question
from application.diff.change import Kind, Witness
from application.diff.pairs import Pair
from application.diff.sides import NOBODY
from domain.analysis.call import CallOf
from domain.analysis.placing import placed
from domain.analysis.sample import Sample
from domain.identity.principal import TENANT, Principal
from domain.plan.plan import Route


@dataclass(frozen=True, slots=True)
class Trial:
    old: Decider
    new: Decider

    def witness(
        self, pair: Pair, way: str, sample: Sample, call: CallOf, signed_in: Mapping[str, object]
    ) -> Witness | None:
        """None where there is no such request, or other routes take it."""
        request = placed(sample, call)
        if request is None:
            return None
        who = PRESENTED if way == NOBODY else _caller(call, way, signed_in)
        question = Question(
            request.method,
            request.target,
            ((b"host", request.host.encode("ascii")), *(one for one in request.headers if one[0] != b"host")),
            who=who,
            moment=call.moment,
            peer=call.client,
        )
        found = Witness(question, self.old.decide(question), self.new.decide(question))
        taken = (found.old.route and found.old.route.name, found.new.route and found.new.route.name)
        return found if taken == (_name(pair.old), _name(pair.new)) else None


def shows(kind: Kind, witness: Witness) -> bool:
    was, would_be = witness.old.is_let_in, witness.new.is_let_in
    match kind:
        case Kind.OPENED:
            return would_be and not was
        case Kind.CLOSED:
            return was and not would_be
        case Kind.REFUSED_OTHERWISE:
            return not was and not would_be and witness.old.status != witness.new.status
    return was and would_be


def _caller(call: CallOf, way: str, signed_in: Mapping[str, object]) -> Principal:
    """What the call states counts more."""
    found = call.principal
    tenant = found.claims.get(TENANT)
    return replace(
        found,
        claims={**signed_in, **found.claims},
        credential=way,
        tenant=tenant if isinstance(tenant, str) and tenant else None,
    )


def _name(route: Route | None) -> str | None:
    return None if route is None else route.name
