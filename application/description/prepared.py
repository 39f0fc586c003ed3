"""Prepared: what all views of a plan have in common, made once: what upstreams say, under names that stay the same."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from application.description.components import Components, Gathered
from application.description.offer import Offer, offer_of, operations_of
from domain.plan.plan import Plan, Route

PROBLEM = "Problem"


@dataclass(frozen=True, slots=True)
class Prepared:
    plan: Plan
    components: Components
    offers: Mapping[str, Offer]  # by route
    names: Mapping[str, int]  # how many offers have an id of the upstream

    def name(self, method: str, routes: list[Route]) -> str:
        """The upstream's id, where it is clear whose it is: neither of several routes nor of several operations."""
        offer = self.offers.get(routes[0].name) if len(routes) == 1 else None
        is_clear = offer is not None and offer.name and self.names[offer.name] == 1
        if offer is not None and is_clear and (offer.method == method or len(routes[0].matcher.methods) == 1):
            return offer.name
        return f"{routes[0].name}.{method.lower()}"


def prepared(plan: Plan, taken: Iterable[str] = ()) -> Prepared:
    """`taken` are names of schemas that stand in the same document already."""
    gathered = Gathered()
    contracts = {route.name: route.contract for route in plan.routes if route.contract is not None}
    for contract in contracts.values():
        for operation in operations_of(contract):
            gathered.take(operation.document, operation.value)
    components = gathered.named((PROBLEM, *taken))
    offers = {
        route.name: offer_of(route, contracts[route.name], components)
        for route in plan.routes
        if route.name in contracts
    }
    ours = (f"{route.name}.{method.lower()}" for route in plan.routes for method in route.matcher.methods)
    return Prepared(plan, components, offers, Counter((*(offer.name for offer in offers.values()), *ours)))
