"""`limen token revoke`: writes one revocation to where the configuration reads them from."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from math import inf
from typing import Annotated, Any, NoReturn

import typer

from application.tools.inspection import claims_of
from domain.identity.revocation import Revocation, Revoked
from domain.identity.revocation_terms import RevocationTerms
from domain.identity.validity import is_time
from domain.plan.plan import Plan
from domain.spec.fault import nearest
from entrypoints.cli.config import ConfigOption, plan_of
from entrypoints.cli.moments import moment_of
from entrypoints.container import Container

LONGEST_LEEWAY = 300.0  # seconds: what an issuer may grant beyond `exp`


def revoke(
    config: ConfigOption,
    token: Annotated[str | None, typer.Option(help="This token, by its id, until it expires.")] = None,
    jti: Annotated[str | None, typer.Option(help="The token of this id.")] = None,
    subject: Annotated[str | None, typer.Option(help="All tokens that this subject has been issued.")] = None,
    key: Annotated[str | None, typer.Option(help="All tokens that the key of this id has signed.")] = None,
    before: Annotated[str | None, typer.Option(help="Of a subject: issued up to then, not up to now.")] = None,
    until: Annotated[
        str | None, typer.Option(help="When it may be forgotten: when the last such token expires.")
    ] = None,
    issuer: Annotated[str | None, typer.Option(help="Only tokens of this issuer, by its name.")] = None,
) -> None:
    """Revoke a token, a subject's tokens, or a key's. Every worker has it in force within seconds.

    Moments are like 2026-11-26T12:00:00Z.

    Example: limen token revoke -c gateway.yaml --subject alice
    """
    plan = plan_of(config)
    if plan.revocation is None:
        _end("the configuration reads no revocations: `identity: {revocation: {file: …}}` or `{redis: …}`")
    one = _of_token(token) if token is not None else _named({"jti": jti, "subject": subject, "key": key})
    if before is not None and one.what is not Revoked.SUBJECT:
        raise typer.BadParameter("--before goes with --subject")
    moments = {"before": before and moment_of(before), "until": until and moment_of(until)}
    terms: dict[str, Any] = {**moments, "iss": issuer and _iss(plan, issuer)}
    one = replace(one, **{name: value for name, value in terms.items() if value is not None})
    if (problem := asyncio.run(_added(plan.revocation, one))) is not None:
        _end(problem)
    typer.echo(f"revoked: {one.what.value} {one.name}")


def _named(names: Mapping[str, str | None]) -> Revocation:
    given = [(Revoked(kind), name) for kind, name in names.items() if name]
    if len(given) != 1:
        raise typer.BadParameter("one of --token, --jti, --subject and --key")
    what, name = given[0]
    return Revocation(what, name, before=Container().clock().now() if what is Revoked.SUBJECT else inf)


async def _added(terms: RevocationTerms, one: Revocation) -> str | None:
    revocations = Container().adapters().revocations(terms)
    try:
        return await revocations.add(one)
    finally:
        await revocations.close()


def _of_token(token: str) -> Revocation:
    """By what it says of itself: nobody who may revoke could do more with a forged one than without."""
    claims = claims_of(token.strip())
    name, iss, expires = claims.get("jti"), claims.get("iss"), claims.get("exp")
    if not isinstance(name, str) or not name:
        _end("this token states no id (`jti`): revoke its subject, or its key")
    until = expires + LONGEST_LEEWAY if is_time(expires) else inf
    return Revocation(Revoked.TOKEN, name, until=until, iss=iss if isinstance(iss, str) else None)


def _iss(plan: Plan, name: str) -> str:
    if name not in plan.issuers:
        _end(f"issuer `{name}` is declared nowhere; {nearest(name, plan.issuers)}")
    return plan.issuers[name].validity.issuer


def _end(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)
