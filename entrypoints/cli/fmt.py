"""`limen fmt`: files of a configuration in their one layout. Either all of them can be read, or none is changed."""

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from application.ports.config import nothing_shown
from domain.spec.fault import Fault
from entrypoints.cli.config import JsonOption
from entrypoints.cli.telling import tell
from entrypoints.fault_documents import Excerpts
from entrypoints.offline import files, yaml_source

INPUT = Path("-")
STANDARD = "<stdin>"

Names = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Files, or folders of them; `-` is standard input to output.")
]
Check = Annotated[bool, typer.Option("--check", help="Change nothing, list what would change, and exit 1 if any.")]
Diff = Annotated[bool, typer.Option("--diff", help="Change nothing, show what would change, and exit 1 if any.")]


@dataclass(frozen=True, slots=True)
class Sheet:
    path: Path
    name: str
    before: str
    after: str


def fmt(names: Names, check: Check = False, diff: Diff = False, as_json: JsonOption = False) -> None:
    """Write files in their one layout: white space and quotes. Comments, order and line breaks stay.

    With a fault in one of them, exits 1 and changes none.

    Example: limen fmt gateway.yaml
    """
    if INPUT in names and len(names) > 1:
        raise typer.BadParameter("`-` stands alone", param_hint="FILE")
    sheets = _sheets(names, as_json=as_json)
    changed = [sheet for sheet in sheets if sheet.after != sheet.before]
    if names == [INPUT] and not check and not diff:
        typer.echo(sheets[0].after, nl=False)
        return
    _report(changed, diff=diff, as_json=as_json)
    if not check and not diff:
        _write(changed)
    elif changed:
        raise typer.Exit(1)


def _report(changed: list[Sheet], *, diff: bool, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"faults": [], "changed": [sheet.name for sheet in changed]}, indent=2))
        return
    for sheet in changed:
        typer.echo("".join(_diff(sheet)) if diff else f"{sheet.name}\n", nl=False)


def _sheets(names: list[Path], *, as_json: bool) -> list[Sheet]:
    """All of them; with faults, tells them all and ends the command with 1."""
    read = dict(one for name in names for one in _read(name))
    excerpts = {_name(path): _excerpt(path) for path, one in read.items() if isinstance(one, tuple)}
    if excerpts:
        faults = [fault for one in read.values() if isinstance(one, tuple) for fault in one]
        tell(faults, lambda at: excerpts.get(at.file, nothing_shown)(at), as_json=as_json)
        raise typer.Exit(1)
    return [one for one in read.values() if isinstance(one, Sheet)]


def _read(name: Path) -> Iterator[tuple[Path, Sheet | tuple[Fault, ...]]]:
    """Each file by its path; of a folder, those of a configuration."""
    found = [name] if name == INPUT else files().of(name)
    if isinstance(found, Fault):
        yield name, (found,)
    else:
        yield from ((path, _sheet(path)) for path in found)


def _excerpt(path: Path) -> Excerpts:
    return nothing_shown if path == INPUT else yaml_source(path).read().excerpt


def _name(path: Path) -> str:
    return STANDARD if path == INPUT else str(path)


def _sheet(path: Path) -> Sheet | tuple[Fault, ...]:
    name = _name(path)
    text = files().text(Path("/dev/stdin") if path == INPUT else path)
    if isinstance(text, Fault):
        return (text,)
    after = files().formatted(text, name)
    if after is None:
        _end(f"{name}: in another layout it would not say the same, a defect of Limen; nothing was written")
    return after if isinstance(after, tuple) else Sheet(path, name, text, after)


def _write(changed: list[Sheet]) -> None:
    for sheet in changed:
        try:
            files().replace(sheet.path, sheet.after)
        except OSError as error:
            _end(f"{sheet.name}: can't be written: {(error.strerror or str(error)).lower()}")


def _diff(sheet: Sheet) -> Iterator[str]:
    before, after = sheet.before.splitlines(keepends=True), sheet.after.splitlines(keepends=True)
    for line in difflib.unified_diff(before, after, sheet.name, f"{sheet.name} (formatted)"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _end(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)
