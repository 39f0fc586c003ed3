"""Telling faults: on a terminal each with its line and a caret, as JSON for machines. Nothing secret in either."""

import json
import os
import shutil
from collections.abc import Callable, Iterable

import typer

from application.ports.config import Excerpt
from domain.spec.fault import Fault
from domain.spec.place import Place
from entrypoints.cli.pointing import pointed

PAGE = "docs/reference/faults.md"
_NARROWEST, _WIDEST = 40, 120

Excerpts = Callable[[Place], Excerpt | None]


def tell(faults: Iterable[Fault], excerpt: Excerpts, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"faults": [document(fault, excerpt) for fault in faults]}, indent=2))
        return
    for fault in faults:
        typer.echo(told(fault, excerpt(fault.at), width=_columns(), style=_style()), err=True)


def document(fault: Fault, excerpt: Excerpts) -> dict[str, str | int]:
    at, shown = fault.at, excerpt(fault.at)
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "code": fault.code,
        "message": fault.message,
        "hint": fault.hint,
        "text": shown.text if shown else "",
        "caret": shown.column if shown else 0,  # the column in `text`; 0: there is no line to show
        "docs": page_of(fault.code),
    }


def told(fault: Fault, shown: Excerpt | None, *, width: int, style: Callable[..., str]) -> str:
    """One fault on several lines."""
    place, hint = style(f"{fault.at}:", bold=True), f"; {fault.hint}" if fault.hint else ""
    lines = [f"{place} {fault.message}{hint} [{style(fault.code, fg='red')}]"]
    if shown is not None:
        number = f"{fault.at.line:>5} | "
        line, caret = pointed(shown.text, shown.column, width - len(number))
        lines += [number + line, f"{'| ':>{len(number)}}{style(caret, fg='red')}"]
    lines.append(f"{'= ':>8}{page_of(fault.code)}")
    return "\n".join(lines)


def page_of(code: str) -> str:
    return f"{PAGE}#{code}"


def _columns() -> int:
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns))


def _style() -> Callable[..., str]:
    """Colours, unless somebody wants none (https://no-color.org); where no terminal is, echo drops them."""
    return plain if os.environ.get("NO_COLOR") else typer.style


def plain(text: str, **_: object) -> str:
    return text
