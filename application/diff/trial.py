"""Trials: a request of a pair, with who sends it, decided by both gateways. What is not seen here is not told."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from application.decisions.decider import Decider
from application.decisions.question import PRESENTED, Question
from application.diff.change import Kind, Witness
from application.diff.pairs import Pair
from application.diff.sides import NOBODY
from domain.analysis.call import CallOf
from domain.analysis.placing import placed
from domain.analysis.sample import Sample
from domain.analysis.variable import Kind as Variables
from domain.identity.principal import TENANT, Principal
from domain.message.refusal import Refusal
from domain.plan.plan import Route

_OTHER = re.compile(rb"other[0-9]+")  # domain.analysis.texts


@dataclass(frozen=True, slots=True)
class Trial:
    old: Decider
    new: Decider
    is_muddled: bool = field(init=False)  # a table has words that a search takes for ones that none has

    def __post_init__(self) -> None:
        routes = (route for decider in (self.old, self.new) for route in decider.plan.routes)
        object.__setattr__(self, "is_muddled", any(map(_speaks_of_others, routes)))

    def taken(self, pair: Pair, call: CallOf) -> Iterator[Sample | None]:
        """Requests of the pair for what the call says of a request; None for each that cannot be made so."""
        for sample in pair.samples:
            if Variables.METHOD in call.asked and sample.method != call.method:
                continue
            request = placed(sample, replace(call, method=sample.method))
            if request is None or self._winners(request) == (_number(pair.old), _number(pair.new)):
                yield request

    def witness(self, way: str, request: Sample, call: CallOf, signed_in: Mapping[str, object]) -> Witness:
        who = PRESENTED if way == NOBODY else _caller(call, way, signed_in)
        question = Question(
            request.method,
            request.target,
            ((b"host", request.host.encode("ascii")), *(one for one in request.headers if one[0] != b"host")),
            who=who,
            moment=call.moment,
            peer=call.client,
        )
        return Witness(question, self.old.decide(question), self.new.decide(question))

    def _winners(self, sample: Sample) -> tuple[int | None, int | None]:
        request = sample.request()
        old, new = self.old.plan.table.match(request), self.new.plan.table.match(request)
        return (
            None if isinstance(old, Refusal) else old.route.number,
            None if isinstance(new, Refusal) else new.route.number,
        )


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


def _number(route: Route | None) -> int | None:
    return None if route is None else route.number


def _speaks_of_others(route: Route) -> bool:
    words = (*route.matcher.pattern.segments, *(value for _, value in route.matcher.headers))
    return any(_OTHER.fullmatch(word) for word in words if word)
