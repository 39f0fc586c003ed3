"""`limen test`: policy cases, run offline."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from entrypoints.cli.config import ConfigOption, JsonOption
from entrypoints.cli.proving import Proving, Terms

ALL = 100.0

FilesArgument = Annotated[
    list[Path] | None, typer.Argument(metavar="[CASES.yaml]...", help="Or every *.cases.yaml beside the configuration.")
]
ShareOption = Annotated[str | None, typer.Option(metavar="PERCENT", help="Exit 1 below it: 90%. Implies --coverage.")]
NoticedOption = Annotated[str | None, typer.Option(metavar="PERCENT", help="Exit 1 below it; 100% if not said.")]


def test(
    config: ConfigOption,
    files: FilesArgument = None,
    only: Annotated[str | None, typer.Option("-k", help="Run the cases that have this in their names.")] = None,
    junit: Annotated[Path | None, typer.Option(help="Write a JUnit report to this file.")] = None,
    coverage: Annotated[bool, typer.Option("--coverage", help="Tell what no case has exercised.")] = False,
    min_coverage: ShareOption = None,
    mutate: Annotated[bool, typer.Option("--mutate", help="Tell which weaker policies no case would notice.")] = False,
    min_noticed: NoticedOption = None,
    watching: Annotated[bool, typer.Option("--watch", help="Run again whenever a file changes.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Run policy cases: what the configuration decides, held against what is expected. Exit 1 if a case fails.

    Example: limen test -c gateway.yaml --min-coverage 90% --junit report.xml
    """
    terms = Terms(
        only,
        junit,
        coverage=coverage or min_coverage is not None,
        least_coverage=_share(min_coverage, 0.0),
        mutate=mutate or min_noticed is not None,
        least_noticed=_share(min_noticed, ALL),
        as_json=as_json,
    )
    run = Proving(config, tuple(files or ()), terms)
    if watching:
        _watch(run)
    raise typer.Exit(run.once())


def _share(text: str | None, otherwise: float) -> float:
    if text is None:
        return otherwise
    try:
        share = float(text.removesuffix("%"))
    except ValueError:
        share = -1.0
    if not 0 <= share <= ALL:
        raise typer.BadParameter(f"{text!r} is no share; like 90%")
    return share


def _watch(run: Proving) -> None:
    from application.cases.watching import watch  # noqa: PLC0415  few ask for it
    from entrypoints.offline import system_clock  # noqa: PLC0415

    try:
        asyncio.run(watch(run.look, run.again, system_clock()))
    except KeyboardInterrupt:
        raise typer.Exit from None
