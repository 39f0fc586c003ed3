"""What becomes of a block: every one has exactly one kind, and each kind has a test that takes all blocks of it."""

import re
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from tests.docs.markdown import PAGES, ROOT, Block, blocks

ELSEWHERE = "not run here: covered by "
FRAGMENT = "fragment of: gateway.yaml"
CASES = "fragment of: cases.yaml"
_GENERATED = {ROOT / "docs/reference/commands.md": "text", ROOT / "docs/reference/faults.md": "yaml"}
_FILE = re.compile(r"# (\w[\w.]*\.(?:py|yaml))\n")


_WHOLE = re.compile(r"(?:# \w+\.yaml\n)?version: 1\n")


class Kind(Enum):
    CONFIGURATION = "a whole file, checked"
    FRAGMENT = "a part of one, checked in a whole one"
    CASES = "policy cases, or a part of a file of them, read"
    SNIPPET = "Python that is run by itself"
    SAVED = "Python that a page's commands run"
    COMMANDS = "run in order, page by page"
    OUTPUT = "compared with what the commands before it printed"
    RECORD = "JSON, compared with what the program writes"
    ELSEWHERE = "not run here; a test that covers it is named"
    GENERATED = "compared with what the generator writes"
    PICTURE = "a drawing"


_RULES: tuple[tuple[Kind, Callable[[Block], bool]], ...] = (
    (Kind.ELSEWHERE, lambda block: block.comment.startswith(ELSEWHERE)),
    (Kind.GENERATED, lambda block: block.language == _GENERATED.get(block.page)),
    (Kind.FRAGMENT, lambda block: block.language == "yaml" and block.comment.startswith(FRAGMENT)),
    (Kind.CASES, lambda block: block.language == "yaml" and _is_of_cases(block)),
    (Kind.CONFIGURATION, lambda block: block.language == "yaml" and _is_whole(block.text)),
    (Kind.SAVED, lambda block: block.language == "python" and bool(file_name(block))),
    (Kind.SNIPPET, lambda block: block.language == "python"),
    (Kind.COMMANDS, lambda block: block.language == "sh"),
    (Kind.OUTPUT, lambda block: block.language == "text" and _follows_commands(block)),
    (Kind.RECORD, lambda block: block.language == "json"),
    (Kind.PICTURE, lambda block: not block.language and "─" in block.text),
)


def kind_of(block: Block) -> Kind | None:
    """None: nobody would check this block."""
    return next((kind for kind, fits in _RULES if fits(block)), None)


def all_of(kind: Kind) -> list[Block]:
    return [block for page in PAGES for block in blocks(page) if kind_of(block) is kind]


def file_name(block: Block) -> str:
    """The name under which a page tells its reader to save a block, or nothing."""
    found = _FILE.match(block.text)
    return found[1] if found else ""


def covering(block: Block) -> Path:
    """The file that is said to cover a block that is not run here."""
    return ROOT / block.comment.removeprefix(ELSEWHERE)


def _is_whole(text: str) -> bool:
    return text.startswith("# gateway.yaml\n") or _WHOLE.match(text) is not None


def _is_of_cases(block: Block) -> bool:
    return block.comment == CASES or file_name(block).endswith(".cases.yaml")


def _follows_commands(block: Block) -> bool:
    before = [one for one in blocks(block.page) if one.line < block.line]
    return bool(before) and kind_of(before[-1]) is Kind.COMMANDS
