"""`limen explain`: what a configuration decides of a request, and why. The gateway's own rooms say it, offline."""

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from application.explanation.document import document
from application.explanation.explanation import Explanation
from application.explanation.words import lines
from entrypoints.cli.asking import Callers, Described, question_of
from entrypoints.cli.config import JsonOption, OptionalConfig, plan_of
from entrypoints.cli.printing import printed

REFUSED = 1

Many = list[str] | None


Method = Annotated[str, typer.Argument(help="As in the request line: GET.")]
Url = Annotated[str, typer.Argument(help="A path, or a whole address: its host counts.")]
Headers = Annotated[Many, typer.Option("-H", "--header", help="`name: value`; may be given several times.")]
Data = Annotated[str | None, typer.Option(help="The body, with its content-type by -H; @FILE reads one.")]
Claims = Annotated[str | None, typer.Option(help="JSON: what the caller's token states; @FILE reads one.")]
Token = Annotated[str | None, typer.Option(help="The caller's token, verified with the issuer's keys.")]
Roles = Annotated[Many, typer.Option(help="A role of the caller; may be given several times.")]
Permissions = Annotated[Many, typer.Option(help="A permission that the caller's token states.")]
Subject = Annotated[str | None, typer.Option(help="The caller's name.")]
ApiKey = Annotated[str | None, typer.Option(help="The caller's API key.")]
Issuer = Annotated[str | None, typer.Option(help="Whose token --claims, or the credential that --role, is.")]
At = Annotated[str | None, typer.Option(help="When: like 2026-11-26T12:00:00Z; now, if it is not said.")]
Peer = Annotated[str, typer.Option(help="The address that calls.")]
Offline = Annotated[bool, typer.Option("--offline", help="Ask nobody for keys, nor about tokens.")]
Live = Annotated[str | None, typer.Option(help="A call that was made: the id of its request.")]
Admin = Annotated[str, typer.Option(envvar="LIMEN_ADMIN", help="With --live: the gateway's admin address.")]


def explain(
    method: Method = "",
    url: Url = "",
    config: OptionalConfig = None,
    header: Headers = None,
    data: Data = None,
    claims: Claims = None,
    token: Token = None,
    role: Roles = None,
    permission: Permissions = None,
    subject: Subject = None,
    api_key: ApiKey = None,
    issuer: Issuer = None,
    at: At = None,
    peer: Peer = "127.0.0.1",
    offline: Offline = False,
    live: Live = None,
    admin: Admin = "http://127.0.0.1:9900",
    as_json: JsonOption = False,
) -> None:
    """Explain what becomes of a request, and why: each stage, with the lines that caused it. Exit 1 if it is refused.

    Example: limen explain -c gateway.yaml GET /orders/7 --role viewer
    """
    if live is not None:
        _end(_recalled(admin, live), as_json=as_json)
    callers = Callers(claims, token, tuple(role or ()), tuple(permission or ()), subject, api_key, issuer)
    described = Described(method, url, tuple(header or ()), at, peer, data)
    _end(_explained(config, described, callers, offline=offline, as_json=as_json), as_json=as_json)


def _explained(
    config: Path | None, described: Described, callers: Callers, *, offline: bool, as_json: bool
) -> Explanation:
    if not (described.method and described.url and config):
        raise typer.BadParameter("METHOD, URL and --config; or --live REQUEST_ID")
    plan = plan_of(config, as_json=as_json)
    question = question_of(plan, described, callers)
    from entrypoints.cli.deciding import explanation_of  # noqa: PLC0415  after what is wrong with the options

    return explanation_of(plan, question, offline=offline)


def _recalled(admin: str, request_id: str) -> Explanation:
    from entrypoints.cli.recalling import Unrecalled, recalled  # noqa: PLC0415  only here

    try:
        return recalled(admin, request_id)
    except Unrecalled as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(REFUSED) from problem


def _end(found: Explanation, *, as_json: bool) -> NoReturn:
    tell(found, as_json=as_json)
    raise typer.Exit(REFUSED if found.decision.outcome == "refused" else 0)


def tell(found: Explanation, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(document(found), indent=2, ensure_ascii=False))
    else:
        printed(lines(found))
