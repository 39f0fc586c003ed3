"""`limen replay`: calls of an access log, decided again by another configuration."""

import json
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from application.replay.flips import Change, Group, Kind, Replayed
from application.replay.flips import replay as replayed
from entrypoints.cli.config import ConfigOption, JsonOption, plan_of
from entrypoints.offline import call_log, decider

Logs = Annotated[list[str], typer.Argument(help="Access logs, also compressed with gzip; `-` is standard input.")]


class Failing(Enum):
    OPENED = "opened"
    ANY = "any"


FailOption = Annotated[
    Failing | None, typer.Option("--fail-on", help="Exit 1 on calls that would be let in now, or on any.")
]


def replay(logs: Logs, config: ConfigOption, as_json: JsonOption = False, fail_on: FailOption = None) -> None:
    """Decide the calls of an access log again, by another configuration, and list what would change.

    Example: limen replay access.log access.log.1.gz -c new.yaml --fail-on opened
    """
    plan = plan_of(config, as_json=as_json)
    try:
        calls = call_log([Path(log) for log in logs]).lines()
        found = replayed(calls, decider(plan, contracts=False))  # a log holds no parameters
    except OSError as problem:
        typer.echo(f"the log cannot be read: {problem}", err=True)
        raise typer.Exit(2) from None
    if found.lines and found.foreign == found.lines:  # a gate that has nothing to judge would let everything pass
        typer.echo("no line of it is about a call; is this the gateway's access log?", err=True)
        raise typer.Exit(2)
    typer.echo(json.dumps(_document(found), indent=2) if as_json else _text(found))
    if (fail_on is Failing.ANY and found.flips) or (fail_on and found.has(Change.OPENED)):
        raise typer.Exit(1)


def _text(found: Replayed) -> str:
    flipped = sum(group.count for group in found.flips.values())
    unjudged = sum(group.count for group in found.not_judged.values())
    lines = [f"{found.judged} calls judged: {flipped} would end otherwise, {found.judged - flipped} as they did"]
    lines += [part for kind, group in found.ranked for part in _group(kind, group)]
    if unjudged:
        lines += ["", f"not judged: {unjudged}"]
        lines += [f"  {group.count:>7}  {why}  ({_places(group)})" for why, group in _most_first(found)]
    if found.foreign or found.own:
        lines += ["", f"{found.own} calls of the gateway's own pages, {found.foreign} lines about something else"]
    return "\n".join(lines)


def _most_first(found: Replayed) -> list[tuple[str, Group]]:
    return sorted(found.not_judged.items(), key=lambda one: -one[1].count)


def _group(kind: Kind, group: Group) -> list[str]:
    name = kind.change.value.upper() if kind.change is Change.OPENED else kind.change.value
    route = kind.old_route or "no route"
    if kind.new_route != kind.old_route:
        route += f" -> {kind.new_route or 'no route'}"
    call = group.example
    caller = f" as {call.caller.subject} [{', '.join(sorted(call.caller.roles))}]" if call.caller else ""
    return [
        "",
        f"{name}: {kind.was} -> {kind.would_be}",
        f"  {group.count} {'call' if group.count == 1 else 'calls'} of {route}, as {call.method} {call.path}{caller}",
        f"  {_places(group)}",
    ]


def _places(group: Group) -> str:
    return ", ".join(group.places) + (", …" if group.count > len(group.places) else "")


def _document(found: Replayed) -> dict[str, object]:
    flips = [
        {
            "change": kind.change.value,
            "was": kind.was,
            "would_be": kind.would_be,
            "old_route": kind.old_route,
            "new_route": kind.new_route,
            "count": group.count,
            "example": {"method": group.example.method, "path": group.example.path},
            "places": group.places,
        }
        for kind, group in found.ranked
    ]
    not_judged = [{"why": why, "count": group.count, "places": group.places} for why, group in _most_first(found)]
    counts = {"lines": found.lines, "judged": found.judged, "own_pages": found.own, "foreign": found.foreign}
    return {**counts, "flips": flips, "not_judged": not_judged}
