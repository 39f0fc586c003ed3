"""A question from the words of a command line: the request, who sends it, and when."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import typer

from application.decisions.question import PRESENTED, Caller, Question, Stating, asked, with_body
from application.tools.minting import Wish, claims_for
from domain.identity.api_key import id_of
from domain.identity.principal import Principal
from domain.plan.plan import Plan
from domain.spec.fault import nearest
from entrypoints.cli.moments import moment_of

FILLED = ("iss", "aud", "iat", "exp", "sub")  # of claims that do not say them
NOBODY = "somebody"  # a caller whom nobody has named


@dataclass(frozen=True, slots=True)
class Callers:
    """Who calls, in one of four ways; none: whoever the headers say."""

    claims: str | None
    token: str | None
    roles: tuple[str, ...]
    permissions: tuple[str, ...]
    subject: str | None
    api_key: str | None
    issuer: str | None


@dataclass(frozen=True, slots=True)
class Described:
    method: str
    url: str
    headers: tuple[str, ...]
    at: str | None
    peer: str
    data: str | None = None  # the body, or @FILE


def question_of(plan: Plan, described: Described, callers: Callers) -> Question:
    _one_way(callers)
    headers = [_header(written) for written in described.headers]
    if callers.token is not None:
        headers.append(("authorization", f"Bearer {callers.token.strip()}"))
    if callers.api_key is not None:
        headers.append(_keyed(plan, callers.api_key.strip()))
    moment = time.time() if described.at is None else moment_of(described.at)
    try:
        question = asked(described.method, described.url, moment=moment, peer=described.peer)
        given = tuple((name.encode("latin-1"), value.encode()) for name, value in headers)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    hosts = [header for header in given if header[0] == b"host"]
    own = () if hosts else question.headers
    question = replace(question, headers=(*own, *given))
    question = replace(question, who=_who(plan, question, callers))
    return question if described.data is None else with_body(question, _body(described.data))


def _body(data: str) -> bytes:
    try:
        return Path(data[1:]).read_bytes() if data.startswith("@") else data.encode()
    except OSError as error:
        raise typer.BadParameter(f"--data: {error}") from error


def _one_way(callers: Callers) -> None:
    stated = bool(callers.roles or callers.permissions or callers.subject)
    ways = [callers.claims is not None, callers.token is not None, stated, callers.api_key is not None]
    if sum(ways) > 1:
        raise typer.BadParameter("one of --claims, --token, --api-key, and --role with --permission and --subject")


def _header(written: str) -> tuple[str, str]:
    name, colon, value = written.partition(":")
    if not colon or not name.strip():
        raise typer.BadParameter(f"{written!r} is no header; like 'x-tenant: acme'")
    return name.strip().lower(), value.strip()


def _keyed(plan: Plan, text: str) -> tuple[str, str]:
    """In the header in which keys of its id are looked for; in the first, where none has it."""
    key_id = id_of(text.encode())
    known = [keys for keys in plan.api_keys.values() if key_id in keys.keys]
    found = next(iter(known or plan.api_keys.values()), None)
    if found is None:
        raise typer.BadParameter("the configuration takes no API keys: `identity: {api_keys: …}`")
    return found.header.decode("latin-1"), text


def _who(plan: Plan, question: Question, callers: Callers) -> Caller:
    if callers.issuer is not None and callers.issuer not in _credentials(plan):
        hint = nearest(callers.issuer, _credentials(plan))
        raise typer.BadParameter(f"credential `{callers.issuer}` is declared nowhere; {hint}")
    if callers.claims is not None:
        return _stating(plan, question, callers)
    if callers.roles or callers.permissions or callers.subject:
        subject, name = callers.subject or NOBODY, callers.issuer or ""
        roles, permissions = frozenset(callers.roles), frozenset(callers.permissions)
        return Principal(subject, roles, permissions, {"sub": subject}, credential=name)
    return PRESENTED


def _credentials(plan: Plan) -> list[str]:
    return [*plan.issuers, *plan.lookups.introspections, *plan.cookies, *plan.api_keys, *plan.certificates]


def _stating(plan: Plan, question: Question, callers: Callers) -> Stating:
    claims = _claims(callers.claims or "")
    name = callers.issuer or _by_claim(plan, claims) or _of_the_route(plan, question)
    if name is None or name not in plan.issuers:
        return Stating(claims, name)
    usual = claims_for(plan.issuers[name], Wish(NOBODY), question.moment)
    return Stating({**{one: usual[one] for one in FILLED if one in usual}, **claims}, name)


def _claims(text: str) -> dict[str, Any]:
    try:
        found = json.loads(Path(text[1:]).read_text() if text.startswith("@") else text)
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"--claims: {error}") from error
    if not isinstance(found, dict):
        raise typer.BadParameter('--claims is an object: {"sub": "ada"}')
    return found


def _by_claim(plan: Plan, claims: Mapping[str, object]) -> str | None:
    """None where the token names an issuer that is none of the configuration's: the gateway says so."""
    named = (name for name, issuer in plan.issuers.items() if issuer.validity.issuer == claims.get("iss"))
    return next(named, None)


def _of_the_route(plan: Plan, question: Question) -> str | None:
    """The first issuer that the route accepts, which is the one that a token would be of."""
    from entrypoints.offline import decider  # noqa: PLC0415  only here

    route = decider(plan).decide(question).route
    names = route.door.credentials if route is not None and route.door is not None else tuple(plan.issuers)
    return next((name for name in names if name in plan.issuers), None)
