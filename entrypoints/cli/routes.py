"""`limen routes`: the routes in order of precedence, with who may call each."""

import json
from collections.abc import Iterator

import typer

from application.description.access import who
from application.description.action import told
from domain.message.deprecation import civil
from domain.plan.plan import Plan, Route
from domain.routing.precedence import rank
from entrypoints.cli.config import ConfigOption, JsonOption, plan_of

COLUMNS = ("route", "methods", "host", "path", "who may call", "upstream")
Row = dict[str, str]


def routes(config: ConfigOption, as_json: JsonOption = False) -> None:
    """List the routes in order of precedence: of two that match a request, the upper one takes it.

    Example: limen routes -c gateway.yaml
    """
    rows = list(_rows(plan_of(config, as_json=as_json)))
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
        return
    widths = {
        column: max(len(row[column]) for row in [*rows, dict(zip(COLUMNS, COLUMNS, strict=True))]) for column in COLUMNS
    }
    for row in [{column: column.upper() for column in COLUMNS}, *rows]:
        typer.echo("  ".join(row[column].ljust(widths[column]) for column in COLUMNS).rstrip())


def _rows(plan: Plan) -> Iterator[Row]:
    """A row a host of a route, since each host has a precedence of its own."""
    ranked = [(rank(route.matcher, host, route.number), host, route) for route in plan.routes for host in _hosts(route)]
    return (_row(route, host) for _, host, route in sorted(ranked, key=lambda one: one[0]))


def _hosts(route: Route) -> tuple[str, ...]:
    return route.matcher.hosts or ("",)


def _row(route: Route, host: str) -> Row:
    matcher = route.matcher
    conditions = [
        f"no {name.decode()}" if value is None else f"{name.decode()}: {value.decode()}"
        for name, value in matcher.headers
    ]
    conditions += [f"?{name}={value}" for name, value in matcher.query]
    path = matcher.pattern.text + ("/…" if matcher.pattern.open_ended and not matcher.pattern.rest else "")
    cells = (
        route.name,
        ",".join(sorted(matcher.methods)) or "any",
        host or "any",
        " ".join([path, *conditions]),
        ", ".join(filter(None, (who(route), str(route.step_up or "")))),
        ", ".join(filter(None, (told(route), _end(route)))),
    )
    return dict(zip(COLUMNS, cells, strict=True))


def _end(route: Route) -> str:
    if route.deprecated is None:
        return ""
    sunset = route.deprecated.sunset
    return (
        "deprecated"
        if sunset is None
        else f"deprecated, until {'-'.join(f'{one:02}' for one in civil(sunset // 86_400))}"
    )
