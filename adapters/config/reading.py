"""From text to spec: the document, and what it says as declared values."""

from collections.abc import Mapping
from pathlib import Path

from adapters.config.documents import read_document
from adapters.config.models_document import Document
from domain.spec.fault import Fault
from domain.spec.place import Place
from domain.spec.spec import Spec


def read_text(text: str, file: str, folder: Path, environment: Mapping[str, str]) -> Spec | tuple[Fault, ...]:
    """`file` names the text in faults; `folder` is where relative paths begin."""
    document = read_document(text, file, folder, environment, Document)
    return document.spec(Place(file, 1, 1)) if isinstance(document, Document) else document
