"""A place: where one gateway of one scenario is started, and what it is to be like."""

import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
VENV = ROOT / ".venv-bench"
ORIGIN = 9001
ORIGIN_TLS = 9002
PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Place:
    folder: Path  # keys, token, ca.pem; configurations are written here
    port: int
    tls: bool = False  # to the origin
    routes: int = 0  # beside the one that is asked for
    workers: int = 1

    @property
    def origin(self) -> str:
        return f"https://localhost:{ORIGIN_TLS}" if self.tls else f"http://127.0.0.1:{ORIGIN}"

    def write(self, name: str, text: str) -> Path:
        path = self.folder / f"{self.port}-{name}"
        path.write_text(text)
        return path


@dataclass(frozen=True, slots=True)
class Command:
    words: tuple[str, ...]
    env: tuple[tuple[str, str], ...] = ()
