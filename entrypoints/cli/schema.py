"""`limen schema`: what editors need to complete, explain and check a configuration while it is written."""

import json

import typer

from entrypoints.offline import file_schema


def schema() -> None:
    """Print the JSON Schema of the configuration file, for editors.

    A first line `# yaml-language-server: $schema=limen.schema.json` names it to them.

    Example: limen schema > limen.schema.json
    """
    typer.echo(json.dumps(file_schema(), indent=2, ensure_ascii=False))
