"""The option that names the configuration, and how its faults are told."""

import json
from pathlib import Path
from typing import Annotated

import typer

from domain.plan.plan import Plan
from domain.spec.fault import Fault
from entrypoints.container import yaml_source
from entrypoints.loading import loaded

ConfigOption = Annotated[
    Path, typer.Option("--config", "-c", envvar="LIMEN_CONFIG", help="The configuration: a file, or a folder of files.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]


def plan_of(path: Path, *, as_json: bool = False) -> Plan:
    """The plan of the file; with faults, tells them all and ends the command with 1."""
    plan = loaded(yaml_source(path)).plan
    if isinstance(plan, tuple):
        tell(plan, as_json=as_json)
        raise typer.Exit(1)
    return plan


def tell(faults: tuple[Fault, ...], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"faults": [_document(fault) for fault in faults]}, indent=2))
        return
    for fault in faults:
        typer.echo(str(fault), err=True)


def _document(fault: Fault) -> dict[str, str | int]:
    at = fault.at
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "code": fault.code,
        "message": fault.message,
        "hint": fault.hint,
    }
