"""The command's root: what there is, and the version."""

from importlib.metadata import version
from typing import Annotated

import typer

from entrypoints.cli.check import check
from entrypoints.cli.demo import demo
from entrypoints.cli.routes import routes
from entrypoints.cli.serve import serve
from entrypoints.cli.token import token

app = typer.Typer(
    name="limen",
    help="An API gateway whose decisions you can unit-test.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"limen {version('limen')}")
        raise typer.Exit


@app.callback()
def root(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """An API gateway whose decisions you can unit-test."""


app.command()(demo)
app.command()(serve)
app.command()(check)
app.command()(routes)
app.add_typer(token, name="token")


def main() -> None:
    app()


if __name__ == "__main__":
    main()
