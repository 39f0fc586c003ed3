"""The files of a configuration: one, or all `*.yaml` and `*.yml` of a folder in order of name; read at one moment.

A folder is flat, and names that begin with a dot are not looked at: that is how Kubernetes mounts a ConfigMap, whose
files are links into a hidden folder. What changes while it is read is read again, so that nobody sees half of the old
and half of the new.
"""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from adapters.config.yaml_file import MIB, name_of, text_of
from domain.spec.fault import Fault
from domain.spec.place import Place

LARGEST = 32 * MIB  # together; 100,000 short routes have 9
TRIES = 5
_ENDINGS = (".yaml", ".yml")
CASES = (".cases.yaml", ".cases.yml")  # policy cases: they are no part of the configuration
_HINT = "100,000 routes have 9 MiB"
_GONE = (0,)

Signature = tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """One file: its name in faults, its own in its folder, and its text."""

    name: str
    own: str
    text: str | Fault


def files_of(path: Path) -> tuple[Written, ...] | Fault:
    """Those of the file or folder `path`, as they were together at one moment; a fault where there is none."""
    for _ in range(TRIES):
        paths = paths_of(path)
        if isinstance(paths, Fault):
            return paths
        before = _signature(paths)
        found = _texts(paths)
        if _signature(paths) == before and paths_of(path) == paths:
            return found
    at = Place(name_of(path), 1, 1)
    return Fault(at, "file-changing", "this changes while it is read", "write beside it, and rename when all is there")


def look_at(path: Path, beside: tuple[str, ...]) -> object:
    """Links are followed: a ConfigMap is changed by leading them elsewhere."""
    paths = paths_of(path)
    found = str(paths) if isinstance(paths, Fault) else _signature(paths)
    return found, _signature([Path(one) for one in beside])


def paths_of(path: Path) -> list[Path] | Fault:
    if not os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises where a folder above may not be entered
        return [path]
    at = Place(name_of(path), 1, 1)
    try:
        names = sorted(filter(_is_part, os.listdir(path)))  # noqa: PTH208
    except OSError as error:
        return Fault(
            at, "file-unreadable", f"the folder can't be read: {(error.strerror or 'why, is not said').lower()}"
        )
    if not names:
        return Fault(at, "folder-empty", "no file of the folder ends in .yaml or .yml", "or name the file itself")
    return [path / name for name in names]


def _is_part(name: str) -> bool:
    return name.endswith(_ENDINGS) and not name.endswith(CASES) and not name.startswith(".")


def _texts(paths: list[Path]) -> tuple[Written, ...]:
    left, found = LARGEST, []
    for path in paths:
        name = name_of(path)
        text = _text(path, name, left, is_alone=len(paths) == 1)
        left -= 0 if isinstance(text, Fault) else len(text.encode())
        found.append(Written(name, name_of(Path(path.name)), text))
    return tuple(found)


def _text(path: Path, name: str, left: int, *, is_alone: bool) -> str | Fault:
    """Of several, each is a regular file: a pipe would be waited for, and whoever names one alone means it."""
    if not is_alone and not os.path.isfile(path) and os.path.exists(path):  # noqa: PTH110, PTH113  the same
        return Fault(Place(name, 1, 1), "file-unreadable", "this is not a file", "another ending than .yaml or .yml")
    return text_of(path, name, largest=left, hint=_HINT)


def _signature(paths: list[Path]) -> Signature:
    return tuple((str(path), _seen(path)) for path in paths)


def _seen(path: Path) -> tuple[int, ...]:
    try:
        now = path.stat()
    except (OSError, ValueError):
        return _GONE
    if not stat.S_ISREG(now.st_mode):
        return (now.st_mode,)  # a pipe's times change because it is read
    return now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns
