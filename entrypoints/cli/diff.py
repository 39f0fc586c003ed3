"""`limen diff`: which requests two configurations treat differently, each with a request that shows it."""

import json
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from application.diff.change import MAY_OPEN, Change, Kind
from application.diff.command import explain_command
from application.diff.compare import Comparison, compare
from application.diff.groups import Group, grouped, route_words
from domain.plan.plan import Plan
from entrypoints.cli.config import JsonOption, plan_of
from entrypoints.offline import decider

SHOWN, GROUPS = 6, 20  # routes of a group, groups of a kind

Old = Annotated[Path, typer.Argument(help="The configuration in force: a file, or a folder of files.")]
New = Annotated[Path, typer.Argument(help="The one that would come.")]


class Failing(Enum):
    OPENED = "opened"
    ANY = "any"


FailOption = Annotated[
    Failing | None, typer.Option("--fail-on", help="Exit 1 where somebody may be let in anew, or on any change.")
]


AllOption = Annotated[bool, typer.Option("--all", help="Tell also what is left out where there is much.")]


def diff(
    old: Old, new: New, as_json: JsonOption = False, fail_on: FailOption = None, tell_all: AllOption = False
) -> None:
    """Tell which requests change outcome from one configuration to another, each with a request that shows it.

    Example: limen diff gateway.yaml new.yaml --fail-on opened
    """
    plans = plan_of(old, as_json=as_json), plan_of(new, as_json=as_json)
    found = compare(*map(decider, plans))
    if as_json:
        typer.echo(json.dumps(_document(found, new, plans[1]), indent=2))
    else:
        typer.echo("\n".join(_lines(found, new, plans, tell_all=tell_all)))
    if (fail_on is Failing.ANY and (found.changes or found.settings)) or (fail_on and found.may_open):
        raise typer.Exit(1)


def _lines(found: Comparison, new: Path, plans: tuple[Plan, Plan], *, tell_all: bool) -> Iterator[str]:
    if not found.changes and not found.settings:
        yield "nothing changes: every request has the outcome that it had"
        return
    opening = sum(change.kind in MAY_OPEN for change in found.changes)
    many = len(found.changes)
    what = "class of requests changes" if many == 1 else "classes of requests change"
    yield f"{many} {what}, {opening} of them may be let in anew"
    told: Counter[Kind] = Counter()
    for group in grouped(found.changes, plans[0].roles, plans[1].roles):
        told[group.kind] += 1
        if tell_all or told[group.kind] <= GROUPS:
            yield ""
            yield from _group(group, new, plans[1])
    yield from (f"\n{kind.value}: {count - GROUPS} more, with --all" for kind, count in _left_out(told, tell_all))
    if found.settings:
        yield ""
        yield "changed, and not compared further:"
        for setting in found.settings:
            yield f"  {setting.what}: {setting.change}{' (may open)' if setting.may_open else ''}"


def _left_out(told: Counter[Kind], tell_all: bool) -> list[tuple[Kind, int]]:
    return [] if tell_all else [(kind, count) for kind, count in told.items() if count > GROUPS]


def _group(group: Group, new: Path, plan: Plan) -> Iterator[str]:
    name = group.kind.value.upper() if group.kind in MAY_OPEN else group.kind.value
    yield f"{name}: {group.words}"
    routes = group.routes
    more = f" and {len(routes) - SHOWN} more" if len(routes) > SHOWN else ""
    yield f"  {'route' if len(routes) == 1 else f'{len(routes)} routes:'} {', '.join(routes[:SHOWN])}{more}"
    yield f"  {group.callers}"
    if group.first.witness is not None:
        yield f"  {explain_command(str(new), plan, group.first.witness.question)}"


def _document(found: Comparison, new: Path, plan: Plan) -> dict[str, object]:
    return {
        "may_open": found.may_open,
        "changes": [_change(change, new, plan) for change in found.changes],
        "settings": [
            {"what": setting.what, "change": setting.change, "may_open": setting.may_open} for setting in found.settings
        ],
    }


def _change(change: Change, new: Path, plan: Plan) -> dict[str, object]:
    told: dict[str, object] = {
        "kind": change.kind.value,
        "routes": route_words(change),
        "old_route": change.old_route,
        "new_route": change.new_route,
        "was": change.was,
        "would_be": change.would_be,
        "details": list(change.details),
        "roles": sorted(change.roles),
    }
    if change.witness is not None:
        told["explain"] = explain_command(str(new), plan, change.witness.question)
    return told
