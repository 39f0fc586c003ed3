"""The command's root: what there is, and the version."""

from typing import Annotated

import typer

from entrypoints.cli.commands import Commands

app = typer.Typer(
    name="limen",
    cls=Commands,
    help="An API gateway whose decisions you can unit-test.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415  # slow to import, and only this asks

        typer.echo(f"limen {version('limen')}")
        raise typer.Exit


@app.callback()
def root(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """An API gateway whose decisions you can unit-test."""


def main() -> None:
    app()


if __name__ == "__main__":
    main()
