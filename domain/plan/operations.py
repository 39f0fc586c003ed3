"""Operations of documents, as routes name them: by their id, or as `POST /orders`."""

from collections.abc import Iterator

from domain.contract.reading import pointed
from domain.spec.document import Document, OperationSpec
from domain.spec.fault import Fault, nearest
from domain.spec.place import Text

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def found(document: Document, name: Text) -> OperationSpec | Fault:
    named: dict[str, OperationSpec] = {}
    for called, operation in _named(document):
        named.setdefault(called, operation)
    if name.text in named:
        return named[name.text]
    message = f"operation `{name}` is not in the document"
    return Fault(name.at, "operation-unknown", message, nearest(name.text, named))


def _named(document: Document) -> Iterator[tuple[str, OperationSpec]]:
    paths = document.value.get("paths")
    for path in paths if isinstance(paths, dict) else ():
        for method in _METHODS:
            value = pointed(document.value, ("paths", path, method))
            if isinstance(value, dict):
                operation = OperationSpec(value, document, ("paths", path, method))
                yield str(value.get("operationId", "")), operation
                yield f"{method.upper()} {path}", operation
