"""`limen explain`: what a configuration decides of a request, and why. The gateway's own rooms say it, offline."""

import json
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


def explain(
    method: Annotated[str, typer.Argument(help="As in the request line: GET.")] = "",
    url: Annotated[str, typer.Argument(help="A path, or a whole address: its host counts.")] = "",
    config: OptionalConfig = None,
    header: Annotated[Many, typer.Option("-H", "--header", help="`name: value`; may be given several times.")] = None,
    claims: Annotated[str | None, typer.Option(help="JSON: what the caller's token states; @FILE reads one.")] = None,
    token: Annotated[str | None, typer.Option(help="The caller's token, verified with the issuer's keys.")] = None,
    role: Annotated[Many, typer.Option(help="A role of the caller; may be given several times.")] = None,
    permission: Annotated[Many, typer.Option(help="A permission that the caller's token states.")] = None,
    subject: Annotated[str | None, typer.Option(help="The caller's name.")] = None,
    api_key: Annotated[str | None, typer.Option(help="The caller's API key.")] = None,
    issuer: Annotated[str | None, typer.Option(help="Whose token --claims, or the credential that --role, is.")] = None,
    at: Annotated[str | None, typer.Option(help="When: like 2026-11-26T12:00:00Z; now, if it is not said.")] = None,
    peer: Annotated[str, typer.Option(help="The address that calls.")] = "127.0.0.1",
    offline: Annotated[bool, typer.Option("--offline", help="Ask nobody for keys, nor about tokens.")] = False,
    live: Annotated[str | None, typer.Option(help="A call that was made: the id of its request.")] = None,
    admin: Annotated[
        str, typer.Option(envvar="LIMEN_ADMIN", help="With --live: the gateway's admin address.")
    ] = "http://127.0.0.1:9900",
    as_json: JsonOption = False,
) -> None:
    """Explain what becomes of a request, and why: each stage, with the lines that caused it. Exit 1 if it is refused.

    Example: limen explain -c gateway.yaml GET /orders/7 --role viewer

    Example: limen explain --live 6f1c9d --admin http://127.0.0.1:9900
    """
    if live is not None:
        _end(_recalled(admin, live), as_json=as_json)
    if not (method and url and config):
        raise typer.BadParameter("METHOD, URL and --config; or --live with the id of a request")
    plan = plan_of(config, as_json=as_json)
    callers = Callers(claims, token, tuple(role or ()), tuple(permission or ()), subject, api_key, issuer)
    described = Described(method, url, tuple(header or ()), at, peer)
    from entrypoints.cli.deciding import explanation_of  # noqa: PLC0415  after what is wrong with the options

    _end(explanation_of(plan, question_of(plan, described, callers), offline=offline), as_json=as_json)


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
