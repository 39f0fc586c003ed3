"""`limen import`: a configuration for somebody to review, from what an upstream says of itself."""

from pathlib import Path
from typing import Annotated

import typer

from application.importing import configuration
from application.ports.config import nothing_shown
from entrypoints.cli.telling import tell
from entrypoints.offline import files, openapi_document

importing = typer.Typer(
    help="Write a configuration to review, from an OpenAPI document.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@importing.callback()
def _group() -> None:
    """Keeps `openapi` a command of its own."""


@importing.command()
def openapi(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The document: OpenAPI 3.0 or 3.1, JSON or YAML.")],
    upstream: Annotated[str, typer.Option(help="What the upstream is called.")] = "upstream",
    target: Annotated[str, typer.Option(help="Where it is.")] = "http://127.0.0.1:8080",
    prefix: Annotated[
        str | None, typer.Option(help="What public paths begin with; as the upstream's unless given.")
    ] = None,
    short: Annotated[
        bool, typer.Option("--short", help="One section for all, in place of a route an operation.")
    ] = False,
) -> None:
    """Print a configuration with a route for each operation, for a person to say who may call.

    Example: limen import openapi orders.openapi.json --upstream orders --target http://orders:8080
    """
    found = openapi_document(file)
    if isinstance(found, tuple):
        tell(found, nothing_shown, as_json=False)
        raise typer.Exit(1)
    text = configuration(found, file=str(file), upstream=upstream, target=target, prefix=prefix, short=short)
    written = files().formatted(text, "-")
    if not isinstance(written, str):
        tell(written or (), nothing_shown, as_json=False)
        raise typer.Exit(1)
    typer.echo(written, nl=False)
