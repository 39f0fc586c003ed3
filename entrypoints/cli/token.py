"""`limen token`: makes a development token; explains one against a configuration; revokes one."""

import asyncio
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from application.identity.authentication import Authenticator
from application.identity.bearers import opened_bearers
from application.identity.revoking import following
from application.parts import Parts
from application.ports.minting import CannotMint
from application.tools.inspection import Inspection, held_against, inspect
from application.tools.minting import Wish, claims_for, typ_for, unstatable
from domain.identity.issuer import Issuer, Secret
from domain.identity.principal import Principal
from domain.identity.revocation_terms import RevocationTerms
from domain.plan.plan import Plan
from domain.spec.fault import nearest
from entrypoints.cli.config import ConfigOption, JsonOption, plan_of
from entrypoints.cli.revoke import revoke
from entrypoints.container import Container

token = typer.Typer(
    help="Make a development token, explain one, or revoke it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
IssuerOption = Annotated[str | None, typer.Option("--issuer", help="Which issuer, where there are several.")]
AskedOption = Annotated[
    str | None, typer.Option("--issuer", help="Which issuer or introspection, if there are several.")
]
token.command()(revoke)
LONGEST_MINUTES = 24 * 60


@token.command()
def mint(
    config: ConfigOption,
    subject: Annotated[str, typer.Option(help="Who the token is for.")] = "developer",
    role: Annotated[list[str] | None, typer.Option(help="A role; may be given several times.")] = None,
    permission: Annotated[list[str] | None, typer.Option(help="A permission; may be given several times.")] = None,
    minutes: Annotated[int, typer.Option(min=1, max=LONGEST_MINUTES, help="How long it is valid.")] = 15,
    key: Annotated[Path | None, typer.Option(help="A private key, PEM or JWK, for issuers with public keys.")] = None,
    issuer: IssuerOption = None,
) -> None:
    """Print a token that the configuration would accept, signed by the issuer's shared secret or by --key.

    Example: limen token mint -c gateway.yaml --subject alice --role manager
    """
    meant = _issuer(plan_of(config), issuer)
    wish = Wish(subject, tuple(role or ()), tuple(permission or ()), minutes * 60.0)
    for setting, wanted in unstatable(meant, wish).items():
        _end(f"issuer {meant.name} reads no {setting} from its tokens ({wanted}): set `claims: {{{setting}: …}}`")
    container = Container()
    claims = {**claims_for(meant, wish, container.clock().now()), "jti": container.request_id()()}
    minted = container.minter().mint(claims, _signing_key(meant, key), min(meant.algorithms), typ_for(meant))
    if isinstance(minted, CannotMint):
        _end(minted.why)
    typer.echo(minted)


@token.command("inspect")
def inspect_token(
    config: ConfigOption,
    text: Annotated[str, typer.Argument(metavar="TOKEN", help="The token, without `Bearer`.")],
    issuer: AskedOption = None,
    as_json: JsonOption = False,
) -> None:
    """Explain a token: what it says, whether it is accepted, and which routes it opens. Exit 1 if it is refused.

    Example: limen token inspect -c gateway.yaml "$TOKEN"
    """
    plan = plan_of(config, as_json=as_json)
    found = asyncio.run(_inspected(plan, _named(issuer, {**plan.issuers, **plan.lookups.introspections}), text.strip()))
    document = _document(found)
    typer.echo(json.dumps(document, indent=2) if as_json else "\n".join(_words(document)))
    raise typer.Exit(0 if isinstance(found.verdict, Principal) else 1)


async def _inspected(plan: Plan, name: str, text: str) -> Inspection:
    container = Container()
    adapters, clock = container.adapters(), container.clock()
    keyrings = {name: adapters.keyring(plan.issuers[name])} if name in plan.issuers else {}
    issuers = {name: Authenticator(plan.issuers[name], keyring, clock) for name, keyring in keyrings.items()}
    parts = Parts()
    bearers = opened_bearers(plan, issuers, adapters.lookups, clock, parts)
    try:
        found = await inspect(text, {**bearers.issuers, **bearers.opaque}[name], plan, clock)
        return await _held_against(plan.revocation, found) if plan.revocation else found
    finally:
        for close in (parts.release, *(keyring.close for keyring in keyrings.values())):
            await close()


async def _held_against(terms: RevocationTerms, found: Inspection) -> Inspection:
    container = Container()
    revoking = following(container.adapters().revocations(terms), terms, container.clock())
    try:
        return await held_against(revoking, found)
    finally:
        await revoking.close()


def _document(found: Inspection) -> dict[str, object]:
    verdict = found.verdict
    document: dict[str, object] = {"header": found.header, "claims": found.claims}
    if isinstance(verdict, Principal):
        who = {"subject": verdict.subject, "roles": sorted(verdict.roles), "permissions": sorted(verdict.permissions)}
        who |= {"tenant": verdict.tenant} if verdict.tenant else {}
        return {**document, "accepted": True, "principal": who, "opens": list(found.opens)}
    return {**document, "accepted": False, "reason": verdict.reason.name, "why": verdict.why or verdict.reason.detail}


def _words(document: Mapping[str, object]) -> Iterator[str]:
    """A line a member; what is inside one is shown as JSON."""
    width = max(map(len, document))
    for name, value in document.items():
        yield f"{name.ljust(width)}  {value if isinstance(value, str) else json.dumps(value)}"


def _issuer(plan: Plan, name: str | None) -> Issuer:
    return plan.issuers[_named(name, plan.issuers)]


def _named(name: str | None, known: Collection[str]) -> str:
    if name is None and len(known) == 1:
        return next(iter(known))
    if name is None:
        _end("name one with --issuer; " + nearest("", known))
    if name not in known:
        _end(f"issuer `{name}` is declared nowhere; {nearest(name, known)}")
    return name


def _signing_key(issuer: Issuer, path: Path | None) -> str:
    if isinstance(issuer.location, Secret):
        return issuer.location.value
    if path is None:
        _end(f"issuer {issuer.name} signs with a private key: give it with --key FILE")
    try:
        return path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        _end(f"{path}: {error}")


def _end(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)
