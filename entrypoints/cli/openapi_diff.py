"""`limen openapi diff`: what of the new document of an API breaks callers that hold to the old one."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from domain.openapi.difference.change import Change, Grade
from domain.openapi.difference.documents import differences
from domain.openapi.pointers import written
from domain.spec.document import Document
from domain.spec.fault import Fault
from entrypoints.cli.config import JsonOption
from entrypoints.offline import openapi_document

SHOWN = 4  # operations of a change
Old = Annotated[Path, typer.Argument(help="The OpenAPI document that callers know, as JSON or YAML.")]
New = Annotated[Path, typer.Argument(help="The one that would come.")]
MaybeOption = Annotated[bool, typer.Option("--strict", help="Exit 1 as well where something may break.")]
AllOption = Annotated[bool, typer.Option("--all", help="Tell what breaks nobody, too.")]


def diff(
    old: Old, new: New, as_json: JsonOption = False, strict: MaybeOption = False, tell_all: AllOption = False
) -> None:
    """Tell what of a new document of an API breaks callers of the old one: exit 1 where something does.

    Example: limen openapi diff published.json openapi.json
    """
    documents = _read(old), _read(new)
    changes = differences(*documents)
    if as_json:
        typer.echo(json.dumps(_document(changes, *documents), indent=2))
    else:
        typer.echo("\n".join(_lines(changes, *documents, tell_all=tell_all)))
    found = {change.grade for change in changes}
    if Grade.BREAKING in found or (strict and Grade.MAYBE in found):
        raise typer.Exit(1)


def _read(path: Path) -> Document:
    found = openapi_document(path)
    if isinstance(found, Document):
        return found
    for fault in found:
        typer.echo(_said(fault), err=True)
    raise typer.Exit(2)


def _said(fault: Fault) -> str:
    return f"{fault.at}: {fault.message}{f'; {fault.hint}' if fault.hint else ''} [{fault.code}]"


def _lines(changes: list[Change], old: Document, new: Document, *, tell_all: bool) -> Iterator[str]:
    for change in changes:
        if change.grade is not Grade.COMPATIBLE or tell_all:
            place = (old if change.is_old else new).place(change.at)
            yield f"{place}: {change.grade.value}: {_where(change)}{change.words} [{change.code}]"
    counts = Counter(change.grade for change in changes)
    yield ", ".join(f"{counts[grade]} {grade.value}" for grade in Grade)


def _where(change: Change) -> str:
    shown, more = change.operations[:SHOWN], len(change.operations) - SHOWN
    if not shown:
        return ""
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "") + ": "


def _document(changes: list[Change], old: Document, new: Document) -> dict[str, Any]:
    counts = Counter(change.grade for change in changes)
    told = [_change(change, old if change.is_old else new) for change in changes]
    return {**{grade.value: counts[grade] for grade in Grade}, "changes": told}


def _change(change: Change, document: Document) -> dict[str, Any]:
    place = document.place(change.at)
    return {
        "grade": change.grade.value,
        "code": change.code,
        "message": change.words,
        "operations": list(change.operations),
        "document": "old" if change.is_old else "new",
        "pointer": written(change.at),
        "file": place.file,
        "line": place.line,
        "column": place.column,
    }
