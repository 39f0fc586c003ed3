"""Files that the config names: secrets, key sets. Paths are relative to the folder of the config file.

What a secret's file holds never gets into a fault.
"""

from pathlib import Path

from adapters.config.shown import shown
from adapters.config.snapshot import Snapshot
from domain.identity.pem import read_pem
from domain.spec.fault import Fault
from domain.spec.place import Text

_HINT = "paths begin in the folder of the config file"

LARGEST = 64 * 1024  # bytes


def found(path: Text, folder: Path) -> Path | Fault:
    """The absolute path of a regular file that exists. Links stay as they are: an orchestrator swaps them."""
    whole = (folder / path.text).absolute()
    try:
        is_there = whole.is_file()
    except (OSError, ValueError):  # a folder that may not be entered, a path with a zero byte
        is_there = False
    return whole if is_there else Fault(path.at, "file-missing", f"there is no file {shown(path.text)}", _HINT)


def secret_in(path: Text, snapshot: Snapshot) -> str | Fault:
    """The text of a file without the line end that editors and `echo` leave behind."""
    text = _text_of(path, snapshot, "a secret")
    return text if isinstance(text, Fault) else text.rstrip("\r\n")


def pem_at(path: Text, snapshot: Snapshot) -> Path | Fault:
    """The absolute path of a file that has nothing but public keys in it, as far as its frames say."""
    text = _text_of(path, snapshot, "PEM")
    if isinstance(text, Fault):
        return text
    parts = read_pem(text)
    return (
        Fault(path.at, "pem-malformed", f"the file {shown(path.text)}: {parts}")
        if isinstance(parts, str)
        else (snapshot.folder / path.text).absolute()
    )


def _text_of(path: Text, snapshot: Snapshot, what: str) -> str | Fault:
    whole = found(path, snapshot.folder)
    if isinstance(whole, Fault):
        return whole
    try:
        with whole.open("rb") as file:
            raw = file.read(LARGEST + 1)
        text = raw.decode() if len(raw) <= LARGEST else None
    except (OSError, UnicodeDecodeError):
        text = None
    if text is None:
        message = f"the file {shown(path.text)} can't be read as {what}"
        return Fault(path.at, "file-unreadable", message, "UTF-8, at most 64 KiB, readable for this process")
    snapshot.keep_secret(path.text, text)
    return text
