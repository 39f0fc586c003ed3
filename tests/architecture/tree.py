"""The source tree as these tests see it: rooms, files, folders, what a file imports."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("domain", "application", "adapters", "entrypoints")


@dataclass(frozen=True, slots=True)
class Import:
    file: str
    line: int
    module: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"

    @property
    def top(self) -> str:
        return self.module.partition(".")[0]


def sources(*rooms: str, root: Path = ROOT) -> Iterator[tuple[str, ast.Module]]:
    """Each file's path below `root`, and its syntax tree."""
    for room in rooms:
        for file in sorted((root / room).rglob("*.py")):
            yield file.relative_to(root).as_posix(), ast.parse(file.read_text())


def imports(*rooms: str, root: Path = ROOT) -> Iterator[Import]:
    """Every import, also those inside functions and below `if TYPE_CHECKING`."""
    for file, tree in sources(*rooms, root=root):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from (Import(file, node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield Import(file, node.lineno, "." * node.level + (node.module or ""))


def packages(room: str, root: Path = ROOT) -> list[Path]:
    """The folders of a room that hold Python, the room itself included."""
    return sorted({file.parent for file in (root / room).rglob("*.py")})
