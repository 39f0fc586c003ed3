"""Faults as documents: for machines, for the way between processes, and in a line of a log. Nothing secret in any."""

from collections.abc import Callable

from application.ports.config import Excerpt
from domain.spec.fault import Fault
from domain.spec.place import Place

PAGE = "docs/reference/faults.md"

Excerpts = Callable[[Place], Excerpt | None]
Document = dict[str, str | int]


def document(fault: Fault, excerpt: Excerpts) -> Document:
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


def in_a_line(fault: Document) -> str:
    hint = f"; {fault['hint']}" if fault["hint"] else ""
    return f"{fault['file']}:{fault['line']}:{fault['column']}: {fault['message']}{hint} [{fault['code']}]"


def page_of(code: str) -> str:
    return f"{PAGE}#{code}"
