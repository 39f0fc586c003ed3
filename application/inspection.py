"""Inspection: what a token says, whether the configuration accepts it, and which routes it opens."""

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import dataclass

from application.authentication import Authenticator, Pending
from domain.identity.principal import Principal
from domain.message.refusal import Refusal
from domain.permissions.decision import ALLOW
from domain.permissions.facts import NO_FACTS
from domain.plan.plan import Plan

COMPACT_PARTS = 3


@dataclass(frozen=True, slots=True)
class Inspection:
    header: object  # None where unreadable
    claims: object  # as written, whether or not the signature holds
    verdict: Principal | Refusal
    opens: tuple[str, ...]  # routes whose policy allows, whatever the path's parameters


async def inspect(token: str, authenticator: Authenticator, plan: Plan) -> Inspection:
    verdict = await authenticator.settle(Pending(token))
    opens = tuple(_opened(plan, authenticator.issuer.name, verdict)) if isinstance(verdict, Principal) else ()
    header, claims = (*map(_shown, token.split(".")[: COMPACT_PARTS - 1]), None, None)[:2]
    return Inspection(header, claims, verdict, opens)


def _opened(plan: Plan, issuer: str, principal: Principal) -> Iterator[str]:
    for route in plan.routes:
        door = route.door
        if door is None or (door.issuer == issuer and door.policy.decide(principal, NO_FACTS) is ALLOW):
            yield route.name


def _shown(part: str) -> object:
    try:
        return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
