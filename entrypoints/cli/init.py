"""`limen init`: a first configuration, with every section explained, that can be served at once.

The secret in it is made for it alone: one that many files shared would open every gateway that kept it.
"""

import secrets
from pathlib import Path
from typing import Annotated

import typer

from entrypoints.offline import files

FIRST = Path(__file__).with_name("first.yaml")
PLACE = "SECRET}"

Name = Annotated[Path, typer.Argument(metavar="[FILE]", help="The file to write.")]
Force = Annotated[bool, typer.Option("--force", help="Write it even where there is one already.")]


def init(file: Name = Path("gateway.yaml"), force: Force = False) -> None:
    """Write a first configuration, explained, that can be served at once.

    Example: limen init
    """
    try:
        files().write(file, first(secrets.token_urlsafe(32)), over=force)
    except FileExistsError:
        typer.echo(f"{file} is there already; `--force` writes over it", err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        typer.echo(f"{file}: can't be written: {(error.strerror or str(error)).lower()}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{file} is written. Next:\n\n  limen check -c {file}\n  limen serve -c {file}")


def first(secret: str) -> str:
    return FIRST.read_text().replace(PLACE, f"{secret}}}")
