"""`limen effective`: what is in force, united and with its defaults, and where each value was written."""

import json
from collections.abc import Iterator, Sequence
from typing import Union

import typer

from application.ports.config import Setting
from entrypoints.cli.config import ConfigOption, JsonOption, found_in
from entrypoints.offline import settings_of, yaml_key

Node = dict[str | int, Union["Node", Setting]]


def effective(config: ConfigOption, as_json: JsonOption = False) -> None:
    """Print what is in force, defaults included, and where each value was written. Secrets are `***`.

    Example: limen effective -c gateway.yaml
    """
    settings = settings_of(found_in(config, as_json=as_json)[0])
    if as_json:
        typer.echo(json.dumps([_document(setting) for setting in settings], indent=2))
    else:
        typer.echo("\n".join(lines_of(settings)))


def lines_of(settings: Sequence[Setting]) -> Iterator[str]:
    """As YAML, a value a line, with its origin as a comment."""
    whole: Node = {}
    for setting in settings:
        _put(whole, setting)
    return _dumped(whole, "")


def _put(whole: Node, setting: Setting) -> None:
    """Items of lists are kept by their numbers, which come in order."""
    node = whole
    for step in setting.path[:-1]:
        inner = node.setdefault(step, {})
        assert isinstance(inner, dict)  # noqa: S101  a value has nothing below it
        node = inner
    node[setting.path[-1]] = setting


def _dumped(node: Node, indent: str) -> Iterator[str]:
    for step, inner in node.items():
        start = f"{indent}- " if isinstance(step, int) else f"{indent}{yaml_key(step)}:"
        if isinstance(inner, Setting):
            blank = "" if isinstance(step, int) else " "
            yield f"{start}{blank}{inner.written}  # {_origin(inner)}"
        elif isinstance(step, int):
            first, *rest = _dumped(inner, f"{indent}  ")
            yield start + first[len(start) :]
            yield from rest
        else:
            yield start
            yield from _dumped(inner, f"{indent}  ")


def _origin(setting: Setting) -> str:
    if setting.at is None:
        return "default"
    variables = "".join(f", ${{{name}}}" for name in setting.variables)
    return f"{setting.at.file}:{setting.at.line}{variables}"


def _document(setting: Setting) -> dict[str, object]:
    at = setting.at
    return {
        "path": list(setting.path),
        "value": setting.written,
        "default": at is None,
        "file": at.file if at else None,
        "line": at.line if at else None,
        "column": at.column if at else None,
        "variables": list(setting.variables),
    }
