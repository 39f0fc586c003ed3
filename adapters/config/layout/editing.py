"""Editing: configuration files read as texts, and written so that nobody ever sees half of one.

What is written goes to a file beside the old one, which then takes its name: with the old one's permissions and, where
this process may give it, its owner. A link stays a link; what it leads to is replaced.
"""

import os
import stat
import tempfile
from pathlib import Path

from adapters.config.layout.formatting import LayoutBroken, formatted
from adapters.config.yaml_file import name_of, text_of
from adapters.config.yaml_folder import LARGEST, paths_of
from domain.spec.fault import Fault


class Files:
    def of(self, path: Path) -> list[Path] | Fault:
        """The file itself, or those of a configuration in a folder."""
        return paths_of(path)

    def text(self, path: Path) -> str | Fault:
        return text_of(path, name_of(path), largest=LARGEST)

    def formatted(self, text: str, name: str) -> str | tuple[Fault, ...] | None:
        """In the one layout; None where that would not say the same, which is a defect of ours."""
        try:
            return formatted(text, name)
        except LayoutBroken:
            return None

    def write(self, path: Path, text: str, *, over: bool) -> None:
        """A new file; `over` what is there, if so. Raises OSError."""
        if over:
            self.replace(path, text)
            return
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)

    def replace(self, path: Path, text: str) -> None:
        """Raises OSError; then the old file is there unchanged."""
        real = Path(os.path.realpath(path))
        descriptor, beside = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.", suffix=".new")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                _same_rights(real, descriptor)
                os.fsync(descriptor)
            Path(beside).replace(real)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise


def _same_rights(old: Path, descriptor: int) -> None:
    """Those of the old file; of a new one, what the process's umask leaves."""
    if not old.exists():
        mask = os.umask(0o077)
        os.umask(mask)
        os.fchmod(descriptor, 0o666 & ~mask)
        return
    was, now = old.stat(), os.fstat(descriptor)
    if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        os.fchown(descriptor, was.st_uid, was.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(was.st_mode))
