"""Reading a document: its files, one bundle of them in one form, and where each part of it was written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from adapters.config.openapi.page import Page
from domain.openapi.bundling import Bundle, Pages, Spot
from domain.openapi.checking import Complaint, of_version
from domain.openapi.operations import Operations
from domain.spec.document import Document, Pointer
from domain.spec.fault import Fault
from domain.spec.place import Place, Text

MOST = 100  # faults of one document that are told


class Readable(Pages, Protocol):
    pages: dict[str, Page]
    faults: list[Fault]


@dataclass(frozen=True, slots=True)
class Places:
    """Where each part of a bundle was written."""

    pages: Mapping[str, Page] = field(repr=False)
    root: str
    origins: Mapping[Pointer, Spot]

    def __call__(self, pointer: Pointer) -> Place:
        for length in range(len(pointer), 0, -1):
            moved = self.origins.get(pointer[:length])
            if moved is not None:
                return self.pages[moved[0]].place((*moved[1], *pointer[length:]))
        return self.pages[self.root].place(pointer)


def read_document(named: Text, root: str, files: Readable) -> Document | tuple[Fault, ...]:
    """`root` is the file that the key at `named` says."""
    value = files.value(root)
    if isinstance(value, Complaint):
        return tuple(files.faults) or (Fault(named.at, "file-missing", value.message, value.hint),)
    wrong = of_version(value)
    if wrong is not None or not isinstance(value, dict):
        return _told(((root, wrong),) if wrong else (), files)
    bundle = Bundle(files, root)
    whole = bundle.of(value)
    found = Document(f"limen:/{root}", whole, Places(files.pages, root, bundle.origins))
    if bundle.complaints or files.faults:
        return _told(bundle.complaints, files)
    return tuple(one.fault(found.place(one.at)) for one in Operations(found).complaints()) or found


def _told(complaints: Iterable[tuple[str, Complaint]], files: Readable) -> tuple[Fault, ...]:
    placed = [complaint.fault(files.pages[file].place(complaint.at)) for file, complaint in complaints]
    faults = [*files.faults, *placed]
    return tuple(sorted(set(faults), key=lambda one: (one.at, one.code, one.message)))[:MOST]
