"""Files that the config names: secrets, key sets. Paths are relative to the folder of the config file.

What a secret's file holds never gets into a fault.
"""

from pathlib import Path

from adapters.config.shown import shown
from domain.spec.fault import Fault
from domain.spec.place import Text

_HINT = "paths begin in the folder of the config file"

LARGEST_SECRET = 64 * 1024  # bytes


def found(path: Text, folder: Path) -> Path | Fault:
    """The absolute path of a regular file that exists. Links stay as they are: an orchestrator swaps them."""
    whole = (folder / path.text).absolute()
    try:
        is_there = whole.is_file()
    except (OSError, ValueError):  # a folder that may not be entered, a path with a zero byte
        is_there = False
    return whole if is_there else Fault(path.at, "file-missing", f"there is no file {shown(path.text)}", _HINT)


def secret_in(path: Text, folder: Path) -> str | Fault:
    """The text of a file without the line end that editors and `echo` leave behind."""
    whole = found(path, folder)
    if isinstance(whole, Fault):
        return whole
    try:
        with whole.open("rb") as file:
            raw = file.read(LARGEST_SECRET + 1)
        text = raw.decode() if len(raw) <= LARGEST_SECRET else None
    except (OSError, UnicodeDecodeError):
        text = None
    if text is None:
        message = f"the file {shown(path.text)} can't be read as a secret"
        return Fault(path.at, "file-unreadable", message, "UTF-8, at most 64 KiB, readable for this process")
    return text.rstrip("\r\n")
