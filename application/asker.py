"""Askers: who looks at the description, as each door of the plan knows them, and which operations they may call.

A caller may call what they are let in to with some request, at some time: what rests on a parameter, a header or the
hour may hold. So nothing is left out that somebody is let in to, and what is left out refuses them always.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from application.identity.identifying import Pending
from application.runtime import Runtime
from domain.identity.principal import NOBODY, Principal
from domain.message.head import Head
from domain.message.reading import read_request
from domain.message.refusal import Refusal
from domain.permissions.facts import Asks, Facts
from domain.permissions.policy import Policy
from domain.permissions.possible import possible
from domain.plan.plan import Plan, Route

_NOT_OF_THE_CALLER = Asks.REQUEST | Asks.MOMENT


@dataclass(frozen=True, slots=True)
class Asker:
    known: Mapping[tuple[str, ...], Principal] = field(default_factory=dict)  # by the credentials that a door accepts

    def may_call(self, route: Route, method: str) -> bool:
        if route.door is None:
            return route.fence is None or _may(route.fence, NOBODY, method)
        who = self.known.get(route.door.credentials)
        return who is not None and _may(route.door.policy, who, method)


ANYBODY = Asker()


def stated(plan: Plan, who: Principal) -> Asker:
    """Somebody who is known at every door; where a credential is named, at those that accept it."""
    doors = {route.door.credentials for route in plan.routes if route.door is not None}
    return Asker({accepted: who for accepted in doors if not who.credential or who.credential in accepted})


async def asker_of(runtime: Runtime, head: Head, request_id: str) -> Asker | Refusal:
    """By the doors of the routes themselves. Whoever presents something that no door takes is refused as there."""
    server = runtime.server
    request = read_request(head, request_id, server.trusted_proxies, normalise=server.normalises_paths)
    if isinstance(request, Refusal):
        return request
    doors = {bound.route.door.credentials: bound.door for bound in runtime.routes if bound.route.door and bound.door}
    known: dict[tuple[str, ...], Principal] = {}
    refused: list[Refusal] = []
    for accepted, door in doors.items():
        if not door.identifier.is_presented(request):
            continue
        found = door.identifier.identify(request)
        who = await found.settle() if isinstance(found, Pending) else found
        if isinstance(who, Refusal):
            refused.append(who)
        else:
            known[accepted] = who
    return refused[0] if refused and not known else Asker(known)


def _may(policy: Policy, who: Principal, method: str) -> bool:
    return True in possible(policy, who, Facts(method=method), _is_of_the_caller)


def _is_of_the_caller(policy: Policy) -> bool:
    return not policy.asks & _NOT_OF_THE_CALLER
