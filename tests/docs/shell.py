"""A reader's terminal: one bash that takes the blocks of a page in order, in a folder of its own.

Nobody waits by the clock here: what is put into the background is waited for by its port, as a reader would by looking.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.docs.markdown import ROOT
from tests.e2e.serving import accepts, call, free_port, until

PORTS = ("8080", "9000", "9900")  # what pages write; each is replaced by one that is free
ADMIN = "9900"  # where `limen serve` has its admin address by itself
LONGEST_S = 30.0  # of one piece

_PORT = re.compile(rf"\b({'|'.join(PORTS)})\b")
_BACKGROUND = re.compile(r"(?<!&)&\s*(?:#.*)?$")
_OURS = ("PYTEST_", "COV_", "LIMEN_")


class Shell:
    def __init__(self, folder: Path) -> None:
        """In `folder`/limen, like a clone: `.venv` is the environment that runs the tests, `docs` are the pages."""
        self._folder = folder
        self._here = folder / "limen"
        self._here.mkdir()
        (self._here / ".venv").symlink_to(sys.prefix)
        (self._here / "docs").symlink_to(ROOT / "docs")
        self._ports = {written: str(free_port()) for written in PORTS}
        self._printed = folder / "printed"
        self._pieces = 0
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        path = f"{Path(sys.prefix) / 'bin'}:{kept['PATH']}"
        with self._printed.open("wb") as printed:
            self._bash = subprocess.Popen(
                ["bash", "--noprofile", "--norc"],
                cwd=self._here,
                env={**kept, "PATH": path, "no_proxy": "127.0.0.1", **self._admin()},
                stdin=subprocess.PIPE,
                stdout=printed,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _admin(self) -> dict[str, str]:
        return {"LIMEN_ADMIN_PORT": self._ports[ADMIN], "LIMEN_ADMIN": f"http://127.0.0.1:{self._ports[ADMIN]}"}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the terminal with all that was started in it."""
        self._signal(signal.SIGTERM)
        try:
            until(self._is_empty, "all processes of the page have ended")
        finally:
            self._signal(signal.SIGKILL)
            self._bash.wait(10)
            assert self._bash.stdin is not None
            self._bash.stdin.close()

    def save(self, name: str, text: str) -> None:
        self._run(f"cat > {name} << 'END OF FILE'\n{_PORT.sub(self._free, text)}END OF FILE\n")

    def run(self, commands: str) -> str:
        """What the commands print, with the ports that the page writes."""
        return "".join(self._waited_for(piece) for piece in _pieces(commands))

    def serves(self, port: str) -> bool:
        return accepts(int(self._ports[port]))

    def _waited_for(self, piece: str) -> str:
        printed = self._run(_PORT.sub(self._free, piece))
        last = piece.rstrip().splitlines()[-1]
        if _BACKGROUND.search(last):
            named = _PORT.search(last)
            assert named, f"a page starts something in the background and names no port of {PORTS}: {last}"
            until(lambda: self._is_up(named[1], last), f"`{last}` listens")
        for written, free in self._ports.items():
            printed = printed.replace(free, written)
        return printed

    def _is_up(self, port: str, command: str) -> bool:
        free = int(self._ports[port])
        return accepts(free) and ("limen serve" not in command or call(free, "GET", "/ready").status == 200)

    def _run(self, text: str) -> str:
        self._pieces += 1
        piece, mark = self._folder / f"piece-{self._pieces}", f"<end of piece {self._pieces}>"
        piece.write_text(text)
        before = len(self._printed.read_bytes())
        assert self._bash.stdin is not None
        self._bash.stdin.write(f". {piece} < /dev/null; echo '{mark}'\n".encode())
        self._bash.stdin.flush()

        def said() -> str:
            return self._printed.read_bytes()[before:].decode()

        def is_over() -> bool:
            assert self._bash.poll() is None, f"the shell has ended:\n{said()}"
            return mark in said()

        try:
            until(is_over, text, LONGEST_S)
        except AssertionError as late:
            raise AssertionError(f"{late}\n{said()}") from late
        return said().partition(mark)[0].replace("\r\n", "\n")

    def _free(self, written: re.Match[str]) -> str:
        return self._ports[written[1]]

    def _signal(self, number: int) -> None:
        try:
            os.killpg(self._bash.pid, number)
        except ProcessLookupError:
            return

    def _is_empty(self) -> bool:
        self._bash.poll()
        try:
            os.killpg(self._bash.pid, 0)
        except ProcessLookupError:
            return True
        return False


def _pieces(commands: str) -> Iterator[str]:
    """Cut after each line that puts something into the background."""
    piece = ""
    for line in commands.splitlines(keepends=True):
        piece += line
        if _BACKGROUND.search(line.rstrip()):
            yield piece
            piece = ""
    if piece:
        yield piece
