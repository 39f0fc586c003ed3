"""`limen fault`: what the code of a fault means, with an example that has it and one that has not."""

from difflib import get_close_matches
from typing import Annotated

import typer

from entrypoints.faults import Entry, catalogue

CODE = typer.Argument(metavar="CODE", help="The code at the end of a fault's line, like `key-unknown`.")


def fault(code: Annotated[str, CODE]) -> None:
    """Say what the code of a fault means, with a wrong example and a right one.

    Example: limen fault key-unknown
    """
    entry = catalogue().get(code)
    if entry is None:
        near = get_close_matches(code, catalogue(), n=1)
        typer.echo(f"no fault has the code {code}{f'; did you mean {near[0]}?' if near else ''}", err=True)
        raise typer.Exit(1)
    typer.echo(_told(entry))


def _told(entry: Entry) -> str:
    examples = [
        f"{name}:\n\n{_indented(text)}" for name, text in (("Wrong", entry.wrong), ("Right", entry.right)) if text
    ]
    return "\n\n".join([f"{entry.code}: {entry.means}", *examples])


def _indented(text: str) -> str:
    """What nobody sees, or a terminal would obey, is written as its escape."""
    seen = "".join(letter if letter.isprintable() or letter == "\n" else ascii(letter)[1:-1] for letter in text)
    return "\n".join(f"    {line}".rstrip() for line in seen.strip("\n").splitlines())
