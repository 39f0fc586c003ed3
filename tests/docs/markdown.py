"""Pages as these tests see them: fenced blocks, each with its language and the comment before it; links; headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))

_FENCE = re.compile(r"```(\w*)$")
_COMMENT = re.compile(r"<!-- (.*) -->$")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"#+ (.*)$")


@dataclass(frozen=True, slots=True)
class Block:
    page: Path
    line: int  # of the fence, from 1
    language: str
    text: str
    comment: str = ""  # what the HTML comment right before the fence says

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path) -> list[Block]:
    return list(_blocks(page))


def _blocks(page: Path) -> Iterator[Block]:
    lines = page.read_text().splitlines()
    opened: tuple[int, str] | None = None
    for at, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence and opened is None:
            opened = at, fence[1]
        elif fence and opened is not None:
            start, language = opened
            comment = _COMMENT.match(lines[start - 1]) if start else None
            text = "".join(f"{one}\n" for one in lines[start + 1 : at])
            yield Block(page, start + 1, language, text, comment[1] if comment else "")
            opened = None


def prose(page: Path) -> str:
    """The page without its blocks."""
    text, outside = [], True
    for line in page.read_text().splitlines():
        outside ^= line.startswith("```")
        text.append(line if outside else "")
    return "\n".join(text)


def links(page: Path) -> list[str]:
    """Where the page leads to, beside other sites."""
    return [target for target in _LINK.findall(prose(page)) if "://" not in target]


def anchors(page: Path) -> set[str]:
    """The names that headings have, as GitHub makes them."""
    found = (_HEADING.match(line) for line in prose(page).splitlines())
    return {re.sub(r"[^\w\- ]", "", heading[1].lower()).replace(" ", "-") for heading in found if heading}
