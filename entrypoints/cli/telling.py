"""Telling faults: on a terminal each with its line and a caret, as JSON for machines. Nothing secret in either."""

import json
import os
import shutil
from collections.abc import Callable, Iterable

import typer

from application.ports.config import Excerpt
from domain.spec.fault import Fault
from entrypoints.cli.pointing import pointed
from entrypoints.fault_documents import Excerpts, document, page_of

MOST = 1_000  # faults on a terminal, where nobody reads more
_NARROWEST, _WIDEST = 40, 120


def tell(faults: Iterable[Fault], excerpt: Excerpts, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"faults": [document(fault, excerpt) for fault in faults]}, indent=2))
        return
    every = list(faults)
    for fault in every[:MOST]:
        typer.echo(told_here(fault, excerpt), err=True)
    if len(every) > MOST:
        typer.echo(f"… and {len(every) - MOST} more, which `--json` has too", err=True)


def told_here(fault: Fault, excerpt: Excerpts, kind: str = "", colour: str = "red") -> str:
    """As this terminal can show it; `kind` says what it is where it is no fault."""
    style = _style()
    said = f"{style(kind, fg=colour)}: " if kind else ""
    return told(fault, excerpt(fault.at), width=_columns(), style=style, said=said, colour=colour)


def told(
    fault: Fault,
    shown: Excerpt | None,
    *,
    width: int,
    style: Callable[..., str],
    said: str = "",
    colour: str = "red",
) -> str:
    """One fault on several lines."""
    place, hint = style(f"{fault.at}:", bold=True), f"; {fault.hint}" if fault.hint else ""
    lines = [f"{place} {said}{fault.message}{hint} [{style(fault.code, fg=colour)}]"]
    if shown is not None:
        number = f"{fault.at.line:>5} | "
        line, caret = pointed(shown.text, shown.column, width - len(number))
        lines += [number + line, f"{'| ':>{len(number)}}{style(caret, fg=colour)}"]
    lines.append(f"{'= ':>8}{page_of(fault.code)}")
    return "\n".join(lines)


def _columns() -> int:
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns))


def _style() -> Callable[..., str]:
    """Colours, unless somebody wants none (https://no-color.org); where no terminal is, echo drops them."""
    return plain if os.environ.get("NO_COLOR") else typer.style


def plain(text: str, **_: object) -> str:
    return text
