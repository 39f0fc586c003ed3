"""Letting in: whether somebody who is known may pass a route's door, or anybody its fence.

Nothing but ALLOW is admission: a policy that forgets to decide lets nobody in. A sign-in that does not suffice is told
last: who may not call is not sent to sign in again.
"""

from application.exchange import Exchange
from application.runtime import BoundDoor, BoundFence
from domain.identity.challenge import denial_challenge
from domain.identity.principal import NOBODY, Principal
from domain.message.reason import EXCLUDED
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.permissions.decision import ALLOW, Decision, Denial
from domain.permissions.facts import NO_FACTS, Parameters


def let_in(
    who: Principal | Refusal, door: BoundDoor, request: Request, parameters: Parameters, exchange: Exchange
) -> Principal | Refusal:
    if isinstance(who, Refusal):
        return who
    exchange.principal = who
    facts = NO_FACTS if door.gathering is None else door.gathering.facts(request, parameters)
    decision = door.policy.decide(who, facts)
    if decision is not ALLOW:
        return _refusal(decision)
    return who if door.sign_in is None else door.sign_in(who) or who


def kept_out(fence: BoundFence, request: Request, parameters: Parameters) -> Refusal | None:
    facts = NO_FACTS if fence.gathering is None else fence.gathering.facts(request, parameters)
    decision = fence.policy.decide(NOBODY, facts)
    return None if decision is ALLOW else _refusal(decision)


def _refusal(decision: Decision) -> Refusal:
    if isinstance(decision, Denial):
        return Refusal(decision.reason, decision.why, denial_challenge(decision.reason))
    return Refusal(EXCLUDED, "the policy gave no decision")
