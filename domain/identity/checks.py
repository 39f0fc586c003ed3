"""Checks: what an issuer asks of its tokens' claims, one by one, in the order in which the first that fails refuses.

Says in detail what `Issuer.judge` says in a word; that the two agree is held by a property test. None of them asks
whether the token is rightly signed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.identity.claims import Claims, claim_at, words_at
from domain.identity.demands import Demands
from domain.identity.introspection import ANY
from domain.identity.principal import ClaimPaths
from domain.identity.validity import Validity, audiences_in, is_time
from domain.message.reason import (
    TOKEN_AUDIENCE,
    TOKEN_CLAIMS,
    TOKEN_EXPIRED,
    TOKEN_ISSUER,
    TOKEN_NOT_YET_VALID,
    TOKEN_PARTY,
    TOKEN_TOO_OLD,
    Reason,
)


@dataclass(frozen=True, slots=True)
class Check:
    claim: str  # or claims
    wanted: str
    stated: object  # None: nothing is
    objection: Reason | None  # None: it holds


def checks_of(validity: Validity, paths: ClaimPaths, claims: Claims, now: float) -> tuple[Check, ...]:
    """All of them, also those after the first that fails; a time that is none is told once."""
    return tuple(_checks(validity, paths, claims, now))


def _checks(validity: Validity, paths: ClaimPaths, claims: Claims, now: float) -> Iterator[Check]:
    if validity.issuer != ANY:
        stated = claims.get("iss")
        yield Check("iss", validity.issuer, stated, None if stated == validity.issuer else TOKEN_ISSUER)
    if ANY not in validity.audience:
        yield from _audiences(validity, claims)
    yield from _times(validity, claims, now)
    if validity.demands is not None:
        yield from _demands(validity.demands, claims)
    yield from _kinds(paths, claims)


def _audiences(validity: Validity, claims: Claims) -> Iterator[Check]:
    names = dict.fromkeys((validity.audience_claim, "aud") if "aud" in claims else (validity.audience_claim,))
    for name in names:
        stated = claim_at(claims, name)
        fits = not validity.audience.isdisjoint(audiences_in(stated))
        yield Check(name, " or ".join(sorted(validity.audience)), stated, None if fits else TOKEN_AUDIENCE)


def _times(validity: Validity, claims: Claims, now: float) -> Iterator[Check]:
    times = {name: claims[name] for name in ("exp", "nbf", "iat") if name in claims}
    unfit = {name: Check(name, "a time", stated, TOKEN_CLAIMS) for name, stated in times.items() if not is_time(stated)}
    yield from unfit.values()
    expires, issued = claims.get("exp"), claims.get("iat")
    if "exp" not in times:
        yield Check("exp", "a time", None, TOKEN_CLAIMS)
    elif is_time(expires):
        yield Check("exp", "to come", expires, TOKEN_EXPIRED if now >= expires + validity.leeway else None)
    for name in ("nbf", "iat"):
        begins = claims.get(name)
        if is_time(begins):
            yield Check(name, "past", begins, TOKEN_NOT_YET_VALID if begins > now + validity.leeway else None)
    if validity.max_age is not None and "iat" not in unfit:
        wanted = f"at most {validity.max_age:g} s ago"
        yield Check("iat", wanted, issued, _objection_of_age(validity, issued, now))


def _objection_of_age(validity: Validity, issued: object, now: float) -> Reason | None:
    if not is_time(issued):
        return TOKEN_CLAIMS
    return TOKEN_TOO_OLD if now >= issued + (validity.max_age or 0.0) + validity.leeway else None


def _demands(demands: Demands, claims: Claims) -> Iterator[Check]:
    if demands.parties:
        stated = {name: claims[name] for name in demands.party_claims if name in claims}
        fits = Demands(demands.parties, demands.party_claims).objection(claims) is None
        wanted = " or ".join(sorted(demands.parties))
        yield Check(" and ".join(demands.party_claims), wanted, stated or None, None if fits else TOKEN_PARTY)
    for path in demands.present:
        stated_there = claim_at(claims, path)
        yield Check(path, "present", stated_there, TOKEN_CLAIMS if stated_there in (None, "") else None)
    for path, text in demands.equal:
        stated_there = claim_at(claims, path)
        yield Check(path, text, stated_there, TOKEN_CLAIMS if stated_there != text else None)


def _kinds(paths: ClaimPaths, claims: Claims) -> Iterator[Check]:
    """Whether what makes the principal is of the right kind."""
    subject = claim_at(claims, paths.subject)
    yield Check(paths.subject, "a name", subject, None if isinstance(subject, str) and subject else TOKEN_CLAIMS)
    for path in (*paths.roles, *paths.permissions):
        fits = words_at(claims, path) is not None
        yield Check(path, "words, or nothing", claim_at(claims, path), None if fits else TOKEN_CLAIMS)
    if paths.tenant is not None:
        tenant = claim_at(claims, paths.tenant)
        fits = tenant is None or (isinstance(tenant, str) and bool(tenant))
        yield Check(paths.tenant, "a name, or nothing", tenant, None if fits else TOKEN_CLAIMS)
