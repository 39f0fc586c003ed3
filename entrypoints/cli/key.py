"""`limen key`: makes API keys."""

import json
import re
from collections.abc import Iterator, Mapping
from os import urandom
from typing import Annotated

import typer

from application.tools.key_making import KeyWish, made_key
from entrypoints.cli.config import JsonOption
from entrypoints.container import Container

key = typer.Typer(help="Make an API key.", no_args_is_help=True, add_completion=False, rich_markup_mode=None)
DAY = 86400.0

_SPAN = re.compile(r"([1-9][0-9]{0,4})([dh])")
_SECONDS = {"d": DAY, "h": 3600.0}


@key.callback()
def root() -> None:
    """Make an API key."""


@key.command()
def new(
    owner: Annotated[str, typer.Option(help="Who the key is for: the subject of its calls.")],
    role: Annotated[list[str] | None, typer.Option(help="A role; may be given several times.")] = None,
    permission: Annotated[list[str] | None, typer.Option(help="A permission; may be given several times.")] = None,
    tenant: Annotated[str | None, typer.Option(help="What the claim `tenant` is to be.")] = None,
    expires: Annotated[str | None, typer.Option(help="In how many days or hours it ends: 90d, 12h.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Make an API key. Its entry for the file of keys goes to standard output, the key itself to standard error, once.

    Example: limen key new --owner partner-a --role viewer --expires 90d >> keys.yaml
    """
    end = Container().clock().now() + _seconds(expires) if expires is not None else None
    made = made_key(KeyWish(owner, tuple(role or ()), tuple(permission or ()), tenant, end), urandom)
    if as_json:
        typer.echo(json.dumps({"key": made.text, "entry": made.entry}, indent=2))
        return
    typer.echo("\n".join(_item(made.entry)))
    typer.echo(f"The key of {owner}, shown only now:\n{made.text}", err=True)


def _seconds(span: str) -> float:
    found = _SPAN.fullmatch(span)
    if found is None:
        raise typer.BadParameter("a number of days or hours, like 90d or 12h", param_hint="--expires")
    return int(found[1]) * _SECONDS[found[2]]


def _item(entry: Mapping[str, object]) -> Iterator[str]:
    """An item of a list in YAML; JSON's texts and lists are YAML's, and quotes leave no text in doubt."""
    for place, (name, value) in enumerate(entry.items()):
        yield f"  {' ' if place else '-'} {name}: {json.dumps(value, ensure_ascii=False)}"
