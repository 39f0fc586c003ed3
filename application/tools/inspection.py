"""Inspection: what a token says, whether the configuration accepts it, and which routes it opens."""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from application.identity.identifying import Bearer, Pending
from application.identity.revoking import Revoking
from application.ports.clock import Clock
from domain.identity.principal import Principal
from domain.message.refusal import Refusal
from domain.permissions.decision import ALLOW
from domain.permissions.facts import Facts
from domain.permissions.policy import HasRole, Policy
from domain.plan.plan import Door, Plan

COMPACT_PARTS = 3
_CLOSED = HasRole("", frozenset())


@dataclass(frozen=True, slots=True)
class Inspection:
    header: object  # None where unreadable
    claims: object  # as written, whether or not the signature holds
    verdict: Principal | Refusal
    opens: tuple[str, ...]  # routes whose policy allows, whatever the path's parameters


async def inspect(token: str, bearer: Bearer, plan: Plan, clock: Clock) -> Inspection:
    """`bearer` is the one whom the token is held against."""
    found = bearer.examine(token, b"")
    verdict = await found.settle() if isinstance(found, Pending) else found
    opened = _opened(plan, verdict, clock.now()) if isinstance(verdict, Principal) else ()
    header, claims = (*map(_shown, token.split(".")[: COMPACT_PARTS - 1]), None, None)[:2]
    return Inspection(header, claims, verdict, tuple(opened))


def claims_of(token: str) -> Mapping[str, object]:
    """What a token states, whether or not that is true; nothing, where it cannot be read."""
    parts = token.split(".")
    claims = _shown(parts[1]) if len(parts) == COMPACT_PARTS else None
    return claims if isinstance(claims, dict) else {}


async def held_against(revoking: Revoking, found: Inspection) -> Inspection:
    """The same, unless what it is about has been revoked."""
    revoking.warm()
    await revoking.tried()
    objection = revoking.objection(found.verdict) if isinstance(found.verdict, Principal) else None
    return found if objection is None else replace(found, verdict=objection, opens=())


def _opened(plan: Plan, principal: Principal, moment: float) -> Iterator[str]:
    """Of what is not known yet, who calls from where with which parameters, nothing is assumed: it opens nothing."""
    for route in plan.routes:
        door = route.door
        policy = route.fence if door is None else _policy(door, principal.credential)
        asked = (Facts(method=method, moment=moment) for method in route.matcher.methods or ("",))
        if policy is None or any(policy.decide(principal, facts) is ALLOW for facts in asked):
            yield route.name


def _policy(door: Door, credential: str) -> Policy:
    """A token opens no door that does not accept it."""
    return door.policy if credential in door.credentials else _CLOSED


def _shown(part: str) -> object:
    try:
        return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
