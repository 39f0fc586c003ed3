"""The key `openapi` of an upstream: the path of a document."""

from pydantic import ValidationInfo

from adapters.config.openapi.files import DocumentFiles
from adapters.config.openapi.reading import read_document
from adapters.config.shapes import Refused
from adapters.config.snapshot import Snapshot
from adapters.config.texts import read_word
from adapters.config.tree import Value
from domain.spec.document import Document


def read_openapi(value: Value, info: ValidationInfo[Snapshot]) -> Document:
    path = read_word(value)
    files = DocumentFiles(info.context, path.text)
    found = read_document(path, path.text, files)
    if isinstance(found, tuple):
        raise Refused(*found)
    return found
