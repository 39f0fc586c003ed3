"""Who is calling: which of the accepted credentials counts, the checks of its claims, whom that makes the caller."""

import json
from collections.abc import Iterator, Mapping

from application.decisions.question import Question, Stating
from application.decisions.verdict import Verdict
from application.explanation.caller import Accepted, Caller, Checked, Held, Who
from application.explanation.moments import utc
from application.tools.inspection import claims_of
from domain.identity.checks import Check, checks_of
from domain.identity.claims import Claims
from domain.identity.cookie import Cookie
from domain.identity.credential import read_bearer
from domain.identity.principal import Principal
from domain.identity.validity import is_time
from domain.message.reason import (
    KEYS_UNAVAILABLE,
    TOKEN_ALGORITHM,
    TOKEN_ENCRYPTED,
    TOKEN_KEY_UNKNOWN,
    TOKEN_MALFORMED,
    TOKEN_SIGNATURE,
    Reason,
)
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.permissions.role import Role
from domain.plan.plan import Door, Plan
from domain.spec.place import Place

_UNSIGNED = (TOKEN_SIGNATURE, TOKEN_KEY_UNKNOWN, TOKEN_ALGORITHM, TOKEN_MALFORMED, TOKEN_ENCRYPTED, KEYS_UNAVAILABLE)
_TIMES = ("exp", "nbf", "iat")
_LONGEST = 200  # letters of a claim that is shown


def caller_of(plan: Plan, door: Door, question: Question, verdict: Verdict) -> Caller | None:
    """None: nobody was asked who it is."""
    known, request = verdict.known, verdict.request
    if known is None or request is None:
        return None
    is_stated = isinstance(question.who, Principal | Stating | Refusal)
    accepted = tuple(_accepted(plan, name, None if is_stated else request) for name in door.credentials)
    claims = _claims(plan, door, question, request)
    chosen = known.credential if isinstance(known, Principal) else _chosen(plan, accepted, claims)
    who = who_is(plan, known) if isinstance(known, Principal) else None
    refusal = known if isinstance(known, Refusal) else None
    return Caller(
        accepted,
        chosen,
        _how(question, accepted, chosen),
        tuple(_checked(plan, chosen, claims, question, refusal)),
        who,
        refusal.reason.name if refusal else None,
        (refusal.why or refusal.reason.detail) if refusal else None,
    )


def who_is(plan: Plan, known: Principal) -> Who:
    roles = tuple(_held(plan.roles.roles.get(name), name) for name in sorted(known.roles))
    expires = utc(known.expires) if known.expires is not None else None
    return Who(known.subject, known.credential, roles, tuple(sorted(known.permissions)), known.tenant, expires)


def _held(role: Role | None, name: str) -> Held:
    if role is None:
        return Held(name, (), (), None)
    return Held(name, tuple(sorted(role.counts_as - {name})), tuple(sorted(map(str, role.grants))), role.at)


def _accepted(plan: Plan, name: str, request: Request | None) -> Accepted:
    kind, carried, at = _described(plan, name)
    return Accepted(name, kind, carried, None if request is None else _is_presented(plan, name, request), at)


def _described(plan: Plan, name: str) -> tuple[str, str, Place | None]:
    if name in plan.issuers:
        return "issuer", "a bearer token", plan.issuers[name].at
    if name in plan.lookups.introspections:
        return "introspection", "a bearer token", plan.lookups.introspections[name].at
    if name in plan.cookies:
        return "cookie", f"the cookie {plan.cookies[name].name.decode('latin-1')}", plan.cookies[name].at
    if name in plan.api_keys:
        return "api key", f"the header {plan.api_keys[name].header.decode('latin-1')}", plan.api_keys[name].at
    return "certificate", f"the header {plan.certificates[name].header.decode('latin-1')}", plan.certificates[name].at


def _is_presented(plan: Plan, name: str, request: Request) -> bool:
    if name in plan.cookies:
        return plan.cookies[name].is_presented(request)
    keyed = plan.api_keys.get(name) or plan.certificates.get(name)
    return (keyed.header if keyed else b"authorization") in request.named


def _claims(plan: Plan, door: Door, question: Question, request: Request) -> Claims:
    """What is stated, true or not."""
    if isinstance(question.who, Stating):
        return question.who.claims
    for name in door.credentials:
        token = _token(plan.cookies.get(name), request) if _is_presented(plan, name, request) else None
        if token:
            return claims_of(token)
    return {}


def _token(cookie: Cookie | None, request: Request) -> str | None:
    read = cookie.read(request) if cookie is not None else read_bearer(request.headers)
    return None if isinstance(read, Reason) else read


def _chosen(plan: Plan, accepted: tuple[Accepted, ...], claims: Claims) -> str | None:
    """Of a caller who is refused: the first that is presented; among bearer tokens, the issuer that the token names."""
    presented = [one for one in accepted if one.presented is not False]
    if not presented:
        return None
    bearers = [one for one in presented if one.carried == "a bearer token"]
    if presented[0] not in bearers or len(bearers) == 1:
        return presented[0].name
    named = [one.name for one in bearers if one.name in plan.issuers and _iss(plan, one.name) == claims.get("iss")]
    rest = [one.name for one in bearers if one.kind == "introspection"]
    return next(iter((*named, *rest)), None)


def _iss(plan: Plan, name: str) -> str:
    return plan.issuers[name].validity.issuer


def _how(question: Question, accepted: tuple[Accepted, ...], chosen: str | None) -> str:
    match question.who:
        case Principal():
            return "the caller is stated, not proven"
        case Stating():
            return "a token is stated that says so, rightly signed"
        case Refusal():
            return "as it was known when the call was decided"
    presented = [one for one in accepted if one.presented]
    if not presented:
        return f"none of what the route accepts is presented: {', '.join(one.carried for one in accepted)}"
    first = presented[0].carried
    if chosen is None:
        return f"{first} is presented, of none of the accepted issuers"
    named = f", and names {chosen}" if sum(one.carried == first for one in accepted) > 1 else ""
    if len({one.carried for one in accepted}) == 1:
        return f"{first} is presented{named}"
    return f"{first} is the first that is presented of what the route accepts, in its order{named}"


def _checked(
    plan: Plan, chosen: str | None, claims: Claims, question: Question, refusal: Refusal | None
) -> Iterator[Checked]:
    cookie = plan.cookies.get(chosen or "")
    issuer = plan.issuers.get(cookie.issuer if cookie else chosen or "")
    if issuer is None or not claims:
        return
    unsigned = refusal.reason if refusal is not None and refusal.reason in _UNSIGNED else None
    stated = "stated" if isinstance(question.who, Stating) else None
    algorithms = " or ".join(sorted(issuer.algorithms))
    yield Checked("signature", f"{algorithms}, by a key of {issuer.name}", stated, unsigned is None, _name(unsigned))
    for check in checks_of(issuer.validity, issuer.paths, claims, question.moment):
        yield Checked(check.claim, check.wanted, _stated(check), check.objection is None, _name(check.objection))


def _name(reason: Reason | None) -> str | None:
    return reason.name if reason else None


def _stated(check: Check) -> str | None:
    if check.stated is None:
        return None
    if check.claim in _TIMES and is_time(check.stated):
        return utc(check.stated)
    if isinstance(check.stated, str):
        return check.stated[:_LONGEST]
    plain = dict(check.stated) if isinstance(check.stated, Mapping) else check.stated
    return json.dumps(plain, default=str, ensure_ascii=False)[:_LONGEST]
