"""Loose comparison of what a page shows with what was printed: `…` is anything on a line, alone it is any lines."""

import re


def resembles(printed: str, shown: str) -> bool:
    """`printed` may begin and end with other white space than `shown`."""
    pattern = "".join(map(_pattern, f"{shown.strip()}\n".splitlines(keepends=True)))
    return re.fullmatch(pattern, f"{printed.strip()}\n") is not None


def _pattern(line: str) -> str:
    if line.strip() == "…":
        return "(?:.*\n)*"
    return ".*".join(map(re.escape, line.split("…")))
