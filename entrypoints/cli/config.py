"""The option that names the configuration, and how its faults are told."""

from pathlib import Path
from typing import Annotated

import typer

from application.ports.config import Edition
from domain.plan.plan import Plan
from entrypoints.cli.telling import tell
from entrypoints.loading import loaded_once
from entrypoints.offline import yaml_source

ConfigOption = Annotated[
    Path, typer.Option("--config", "-c", envvar="LIMEN_CONFIG", help="The configuration: a file, or a folder of files.")
]
OptionalConfig = Annotated[
    Path | None,
    typer.Option("--config", "-c", envvar="LIMEN_CONFIG", help="The configuration: a file, or a folder of files."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]


def plan_of(path: Path, *, as_json: bool = False) -> Plan:
    """The plan of the file; with faults, tells them all and ends the command with 1."""
    return found_in(path, as_json=as_json)[1]


def found_in(path: Path, *, as_json: bool = False) -> tuple[Edition, Plan]:
    """The same, with the edition that was read."""
    found = loaded_once(yaml_source(path))
    if isinstance(found.plan, tuple):
        tell(found.plan, found.edition.excerpt, as_json=as_json)
        raise typer.Exit(1)
    return found.edition, found.plan
