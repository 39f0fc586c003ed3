"""Markdown: the little that descriptions need, written so that no name or value of a configuration becomes markup."""

import re
from collections.abc import Iterable


def code(text: str) -> str:
    """`text` as a code span, fenced by more backticks than it holds in a row (CommonMark, 6.1)."""
    plain = " ".join(text.split())
    if "`" not in plain:
        return f"`{plain}`"
    fence = "`" * (max(map(len, re.findall("`+", plain))) + 1)
    return f"{fence} {plain} {fence}"


def bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def paragraphs(*parts: str) -> str:
    """The parts that are not empty, an empty line between them."""
    return "\n\n".join(part.strip() for part in parts if part.strip())
