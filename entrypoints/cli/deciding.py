"""Deciding for a command: with the issuers' real keys where a credential is presented; nobody is asked where none is.

Two clocks: claims are judged at the moment that was asked about; what is fetched is fetched now.
"""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from application.decisions.decider import Decider
from application.decisions.question import PRESENTED, Question
from application.decisions.verdict import Verdict
from application.explanation.explaining import explained
from application.explanation.explanation import Explanation
from domain.identity.issuer import KeyOrigin
from domain.identity.revocation_terms import RevocationOrigin
from domain.plan.plan import Plan
from entrypoints.offline import decider

if TYPE_CHECKING:
    from application.identity.bearers import Bearers
    from application.identity.revoking import Revoking
    from application.parts import Parts
    from entrypoints.opening import Adapters

_AT_HAND = (KeyOrigin.SECRET, KeyOrigin.JWKS_FILE, KeyOrigin.PEM_FILE)


def explanation_of(plan: Plan, question: Question, *, offline: bool) -> Explanation:
    """`offline`: what is not on this machine is not asked for, and the answer says so."""
    return explained(plan, question, verdict_of(plan, question, offline=offline))


def verdict_of(plan: Plan, question: Question, *, offline: bool, by: Decider | None = None) -> Verdict:
    """`by` answers what takes no keys; None: one is made."""
    if needs_keys(plan, question):
        return asyncio.run(_settled(plan, question, offline=offline))
    return (by or decider(plan)).decide(question)


def needs_keys(plan: Plan, question: Question) -> bool:
    is_carried = any(name in (b"authorization", b"cookie") for name, _ in question.headers)
    return question.who is PRESENTED and (is_carried or plan.revocation is not None)


async def _settled(plan: Plan, question: Question, *, offline: bool) -> Verdict:
    from application.parts import Parts  # noqa: PLC0415  most questions need no keys
    from entrypoints.container import Container  # noqa: PLC0415  nor what opens them

    parts, adapters = Parts(), Container.adapters()
    try:
        bearers = _bearers(plan, question, adapters, parts, offline=offline)
        revoking = _revoking(plan, adapters, parts, offline=offline)
        if revoking is not None:
            await revoking.tried()
        return await decider(plan, bearers, revoking).settle(question)
    finally:
        await parts.release()


def _bearers(plan: Plan, question: Question, adapters: "Adapters", parts: "Parts", *, offline: bool) -> "Bearers":
    from dataclasses import replace  # noqa: PLC0415

    from application.decisions.keyless import KeylessBearer  # noqa: PLC0415
    from application.decisions.stated import SetClock  # noqa: PLC0415
    from application.identity.authentication import Authenticator  # noqa: PLC0415
    from application.identity.bearers import opened_bearers  # noqa: PLC0415

    clock = SetClock()
    clock.moment = question.moment
    asked = {name: one for name, one in plan.issuers.items() if not offline or one.origin in _AT_HAND}
    rings = {
        name: parts.take(("keys", name), None, partial(adapters.keyring, one), lambda made: made.close)
        for name, one in asked.items()
    }
    issuers = {name: Authenticator(plan.issuers[name], ring, clock) for name, ring in rings.items()}
    if not offline:
        return opened_bearers(plan, issuers, adapters.lookups, adapters.clock, parts)
    keyless = {name: KeylessBearer(f"issuer {name}") for name in plan.issuers if name not in issuers}
    lookups = {name: KeylessBearer(f"introspection {name}") for name in plan.lookups.introspections}
    bearers = opened_bearers(replace(plan, lookups=type(plan.lookups)()), issuers, adapters.lookups, clock, parts)
    return replace(bearers, issuers={**bearers.issuers, **keyless}, opaque=lookups)


def _revoking(plan: Plan, adapters: "Adapters", parts: "Parts", *, offline: bool) -> "Revoking | None":
    terms = plan.revocation
    if terms is None or (offline and terms.origin is not RevocationOrigin.FILE):
        return None
    from application.identity.revoking import following  # noqa: PLC0415

    revoking = following(adapters.revocations(terms), terms, adapters.clock)
    revoking.warm()
    return parts.take("revocations", terms, lambda: revoking, lambda made: made.close)
