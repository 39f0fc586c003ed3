"""Inspection: what a token says, whether the configuration accepts it, and which routes it opens."""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from application.authentication import Authenticator
from application.revoking import Revoking
from domain.identity.principal import Principal
from domain.message.refusal import Refusal
from domain.permissions.decision import ALLOW
from domain.plan.plan import Plan

COMPACT_PARTS = 3


@dataclass(frozen=True, slots=True)
class Inspection:
    header: object  # None where unreadable
    claims: object  # as written, whether or not the signature holds
    verdict: Principal | Refusal
    opens: tuple[str, ...]  # routes whose policy allows, whatever the path's parameters


async def inspect(token: str, authenticator: Authenticator, plan: Plan) -> Inspection:
    verdict = await authenticator.settle(token)
    opens = tuple(_opened(plan, authenticator.issuer.name, verdict)) if isinstance(verdict, Principal) else ()
    header, claims = (*map(_shown, token.split(".")[: COMPACT_PARTS - 1]), None, None)[:2]
    return Inspection(header, claims, verdict, opens)


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


def _opened(plan: Plan, issuer: str, principal: Principal) -> Iterator[str]:
    for route in plan.routes:
        if route.door is None or (
            issuer in route.door.credentials and route.door.policy.decide(principal, {}) is ALLOW
        ):
            yield route.name


def _shown(part: str) -> object:
    try:
        return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
