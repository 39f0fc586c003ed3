"""`limen matrix`: who may call what, routes against roles."""

import csv
import io
import json
import shutil
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any

import typer

from application.matrix.column import Column, columns_of
from application.matrix.html import page
from application.matrix.row import Row
from application.matrix.table import Table, table_of
from application.matrix.words import as_list, as_table, width_of
from domain.plan.plan import Plan
from entrypoints.cli.config import ConfigOption, JsonOption, plan_of
from entrypoints.cli.described import described

Many = list[str] | None
RoleOption = Annotated[
    Many, typer.Option("--role", help="Only this role; may be given several times, also as `team-*`.")
]
RouteOption = Annotated[Many, typer.Option("--route", help="Only this route; the same.")]
AsOption = Annotated[
    Many, typer.Option("--as", help="One more column: NAME=JSON of a caller, with `roles`, `claims`, `subject`…")
]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
HtmlOption = Annotated[Path | None, typer.Option("--html", help="Write a page that any browser opens.")]


def matrix(
    config: ConfigOption,
    role: RoleOption = None,
    route: RouteOption = None,
    caller: AsOption = None,
    as_csv: CsvOption = False,
    html: HtmlOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell who may call what: each route for nobody, for whoever is known, and for each role.

    Example: limen matrix -c gateway.yaml --html matrix.html
    """
    if sum((as_csv, as_json, html is not None)) > 1:
        raise typer.BadParameter("one of --csv, --html and --json")
    plan = plan_of(config, as_json=as_json)
    table = table_of(plan, _columns(plan, role, caller), lambda one: _is_asked_for(one.name, route))
    if html is not None:
        _write(html, "".join(page(table, f"Who may call what: {config.name}")))
    elif as_csv:
        typer.echo(_csv(table), nl=False)
    else:
        typer.echo(json.dumps(_document(table), indent=2) if as_json else _text(table))


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        typer.echo(f"{file}: can't be written: {(error.strerror or str(error)).lower()}", err=True)
        raise typer.Exit(2) from None


def _columns(plan: Plan, roles: Many, callers: Many) -> list[Column]:
    names = [name for name in plan.roles.roles if _is_asked_for(name, roles)]
    if roles and not names:
        raise typer.BadParameter(f"no role of the configuration is {' or '.join(roles)}")
    return [*columns_of(names), *(described(text) for text in callers or ())]


def _is_asked_for(name: str, patterns: Many) -> bool:
    return not patterns or any(fnmatchcase(name, pattern) for pattern in patterns)


def _text(table: Table) -> str:
    lines = list(as_table(table))
    if width_of(lines) > max(shutil.get_terminal_size((120, 24)).columns, 80):
        lines = list(as_list(table))
    return "\n".join(lines)


def _cells(row: Row) -> Iterator[tuple[str, str]]:
    matcher = row.route.matcher
    yield "route", row.route.name
    yield "methods", row.method or ",".join(sorted(matcher.methods))
    yield "hosts", ",".join(matcher.hosts)
    yield "path", matcher.pattern.text + ("/…" if matcher.pattern.open_ended and not matcher.pattern.rest else "")


def _csv(table: Table) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(["route", "methods", "hosts", "path", *(column.name for column in table.columns)])
    for row in table.rows:
        writer.writerow([*(value for _, value in _cells(row)), *map(str, row.cells)])
    return written.getvalue()


def _document(table: Table) -> list[dict[str, Any]]:
    return [
        {
            **dict(_cells(row)),
            "callers": {
                column.name: {"outcome": cell.outcome.value, **({"on": cell.on} if cell.on else {})}
                for column, cell in zip(table.columns, row.cells, strict=True)
            },
        }
        for row in table.rows
    ]
