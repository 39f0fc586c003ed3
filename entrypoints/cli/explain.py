"""`limen explain`: what a configuration decides of a request, and why. The gateway's own rooms say it, offline."""

import json
from typing import Annotated

import typer

from application.explanation.document import document
from application.explanation.explanation import Explanation
from application.explanation.words import lines
from entrypoints.cli.asking import Callers, Described, question_of
from entrypoints.cli.config import ConfigOption, JsonOption, plan_of
from entrypoints.cli.printing import printed

REFUSED = 1

Many = list[str] | None


def explain(
    method: Annotated[str, typer.Argument(help="As in the request line: GET.")],
    url: Annotated[str, typer.Argument(help="A path, or a whole address: its host counts.")],
    config: ConfigOption,
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
    as_json: JsonOption = False,
) -> None:
    """Explain what becomes of a request, and why: each stage, with the lines that caused it. Exit 1 if it is refused.

    Example: limen explain -c gateway.yaml GET /orders/7 --role viewer
    """
    plan = plan_of(config, as_json=as_json)
    callers = Callers(claims, token, tuple(role or ()), tuple(permission or ()), subject, api_key, issuer)
    described = Described(method, url, tuple(header or ()), at, peer)
    from entrypoints.cli.deciding import explanation_of  # noqa: PLC0415  after what is wrong with the options

    found = explanation_of(plan, question_of(plan, described, callers), offline=offline)
    tell(found, as_json=as_json)
    raise typer.Exit(REFUSED if found.decision.outcome == "refused" else 0)


def tell(found: Explanation, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(document(found), indent=2, ensure_ascii=False))
    else:
        printed(lines(found))
