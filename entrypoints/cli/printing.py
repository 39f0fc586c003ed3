"""Printing: an explanation's lines, broken where a terminal ends; with colours only where somebody looks at them.

Plain, and 80 wide, where the output goes to a file or another program; plain too under NO_COLOR (https://no-color.org).
"""

import os
import re
import shutil
import sys
from collections.abc import Iterable
from textwrap import wrap

import typer

from application.explanation.words import Line

WIDEST, NARROWEST, PLAIN = 120, 40, 80
_COLOURS = {"heading": "1", "good": "32", "bad": "31", "faint": "2"}
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def printed(found: Iterable[Line]) -> None:
    is_seen = sys.stdout.isatty()
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size((PLAIN, 24)).columns)) if is_seen else PLAIN
    for line in found:
        for text in rendered(line, width, coloured=is_seen and not os.environ.get("NO_COLOR")):
            typer.echo(text)


def rendered(line: Line, width: int, *, coloured: bool) -> list[str]:
    """A heading has an empty line before it. The place stands behind the text, or below it where that is too long."""
    indent = "  " * line.depth
    text = _UNPRINTABLE.sub(lambda found: f"\\x{ord(found[0]):02x}", line.text)
    texts = wrap(text, width - len(indent), subsequent_indent="    ", break_on_hyphens=False) or [""]
    place = str(line.at) if line.at is not None else ""
    if place and len(indent) + len(texts[-1]) + 2 + len(place) > width:
        texts.append(f"    {place}")
    elif place:
        texts[-1] += f"  {place}"
    shown = [indent + _painted(one, place, line.kind if coloured else "") for one in texts]
    return ["", *shown] if line.depth == 0 and line.kind == "heading" else shown


def _painted(text: str, place: str, kind: str) -> str:
    if not kind:
        return text
    before, found, _ = text.partition(place) if place and text.endswith(place) else (text, "", "")
    painted = f"\x1b[{_COLOURS[kind]}m{before}\x1b[0m" if kind in _COLOURS and before.strip() else before
    return f"{painted}\x1b[36m{found}\x1b[0m" if found else painted
