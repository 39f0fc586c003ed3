"""A document from an address, and the copy of the last good one that is kept beside the configuration.

The copy takes its place where the address can't be reached or has something else; that is told in the log.
"""

import logging
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adapters.config.openapi.page import Page
from adapters.config.openapi.reading import read_document
from adapters.config.snapshot import Snapshot
from adapters.config.yaml_file import name_of, text_of
from domain.openapi.bundling import Pages
from domain.openapi.checking import Complaint
from domain.spec.document import Document, Json
from domain.spec.fault import Fault
from domain.spec.place import Text

log = logging.getLogger("limen.documents")


@dataclass
class OnePage(Pages):
    """It has no other: what it refers to is in itself."""

    name: str
    text: str
    faults: list[Fault] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    _value: Any = None

    def value(self, file: str) -> Json | Complaint:
        if file != self.name:
            return Complaint((), "document-reference", "a document from an address refers to no other", "one document")
        if file not in self.pages:
            page = self.pages[file] = Page(self.name, self.text)
            self._value = page.value()
        if isinstance(self._value, Fault):
            self.faults[:] = [self._value]
            return Complaint((), self._value.code, self._value.message)
        value: Json = self._value
        return value

    def beside(self, file: str, name: str) -> str:
        del file
        return name


def of_text(url: Text, text: str, snapshot: Snapshot) -> Document | tuple[Fault, ...]:
    snapshot.keep_fetched(url.text, text)
    return read_document(url, url.text, OnePage(url.text, text))


def kept(url: Text, keep: Path, snapshot: Snapshot, largest: int) -> Document | None:
    """None: there is none, or it is good no more."""
    text = text_of(keep, name_of(keep), largest=largest)
    found = of_text(url, text, snapshot) if isinstance(text, str) else ()
    return found if isinstance(found, Document) else None


def keep_copy(keep: Path, text: str) -> None:
    """In one step. A copy that can't be written is told, and missed when it is needed."""
    with suppress(OSError):
        if keep.read_text(encoding="utf-8") == text:
            return
    following = keep.with_name(f".{keep.name}.next")
    try:
        following.write_text(text, encoding="utf-8")
        os.replace(following, keep)  # noqa: PTH105
    except OSError as error:
        log.warning("no copy of the document could be kept at %s: %s", name_of(keep), (error.strerror or "").lower())
