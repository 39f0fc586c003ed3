"""The files of a document: the one that the configuration names, and those that it refers to.

They lie below the folder of the configuration or of the document: a reference leads nowhere else on the disk, and never
to an address. Paths are known as they are written, from the folder of the configuration.
"""

import os
import posixpath
import re
from pathlib import Path
from typing import Any

from adapters.config.openapi.page import Page
from adapters.config.snapshot import Snapshot
from adapters.config.yaml_file import MIB, name_of, text_of
from domain.openapi.bundling import Pages
from domain.openapi.checking import Complaint
from domain.spec.document import Json
from domain.spec.fault import Fault

LARGEST = 16 * MIB  # each
MOST = 1_000  # files of one document
_HINT = "the largest public ones have 12 MiB"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class DocumentFiles(Pages):
    """`faults` are those of the files themselves."""

    def __init__(self, snapshot: Snapshot, root: str) -> None:
        self.faults: list[Fault] = []
        self.pages: dict[str, Page] = {}
        self._snapshot = snapshot
        self._values: dict[str, Json | Complaint] = {}
        self._inside = [_real(snapshot.folder), _real((snapshot.folder / root).parent)]

    def value(self, file: str) -> Json | Complaint:
        if file not in self._values:
            self._values[file] = self._read(file)
        return self._values[file]

    def beside(self, file: str, name: str) -> str:
        if _ADDRESS.match(name):
            return name
        return posixpath.normpath(posixpath.join(posixpath.dirname(file), name))

    def _read(self, file: str) -> Any:
        if _ADDRESS.match(file):
            return _refused("references to other addresses are not followed", "keep a copy beside the document")
        path = self._snapshot.folder / file
        if not self._is_inside(path):
            return _refused("the file lies elsewhere", "below the folder of the configuration or of the document")
        if len(self.pages) >= MOST:
            return _refused(f"the document has more than {MOST} files", "fewer")
        return self._page(file, path)

    def _page(self, file: str, path: Path) -> Any:
        name = name_of(path)
        text = text_of(path, name, largest=LARGEST, hint=_HINT)
        if isinstance(text, Fault):
            self._snapshot.keep_missed(file)
            if text.code != "file-missing":
                self.faults.append(text)
            return _refused(f"the file `{name}` can't be read", "a path from where it is written")
        self._snapshot.keep_document(name, file, text)
        page = self.pages[file] = Page(name, text.removeprefix("\ufeff"))
        value = page.value()
        if isinstance(value, Fault):
            self.faults.append(value)
            return _refused(f"the file `{name}` is faulty")
        return value

    def _is_inside(self, path: Path) -> bool:
        try:
            real = _real(path)
        except ValueError:  # no name of a file: it has a NUL, or half of a surrogate pair
            return False
        return any(os.path.commonpath((real, folder)) == folder for folder in self._inside)


def _refused(message: str, hint: str = "") -> Complaint:
    return Complaint((), "document-reference", message, hint)


def _real(path: Path) -> str:
    return os.path.realpath(path)
