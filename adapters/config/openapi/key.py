"""The key `openapi` of an upstream: the path of a document, or an address that it is fetched from."""

from pathlib import Path

from pydantic import ValidationInfo, ValidatorFunctionWrapHandler

from adapters.config.models_openapi import OpenApiModel
from adapters.config.openapi.fetched import keep_copy, kept, log, of_text
from adapters.config.openapi.files import DocumentFiles
from adapters.config.openapi.reading import read_document
from adapters.config.shapes import Refused
from adapters.config.snapshot import Snapshot
from adapters.config.tree import Key, Scalar, Table, Value
from domain.identity.address import is_trustworthy
from domain.spec.document import Document
from domain.spec.fault import Fault
from domain.spec.place import Text


def read_openapi(value: Value, read: ValidatorFunctionWrapHandler, info: ValidationInfo[Snapshot]) -> Document:
    whole = Table(value.at, {Key("file", value.at): value}) if isinstance(value, Scalar) else value
    model: OpenApiModel = read(whole)
    snapshot = info.context
    if (model.file is None) == (model.url is None):
        raise Refused(Fault(value.at, "document-source", "one of `file` and `url` is needed, and only one"))
    found = _of_file(model.file, snapshot) if model.file else _of_address(model, snapshot)
    if isinstance(found, tuple):
        raise Refused(*found)
    return found


def _of_file(path: Text, snapshot: Snapshot) -> Document | tuple[Fault, ...]:
    return read_document(path, path.text, DocumentFiles(snapshot, path.text))


def _of_address(model: OpenApiModel, snapshot: Snapshot) -> Document | tuple[Fault, ...]:
    from adapters.config.openapi.fetching import LARGEST, Unreachable, fetched  # noqa: PLC0415  few configurations ask

    url = model.url
    assert url is not None  # noqa: S101  whoever calls saw to it
    snapshot.keep_refresh(model.refresh)
    if not is_trustworthy(url.text):
        message = f"`{url}`: whoever answers for it says which calls there are"
        return (Fault(url.at, "address-insecure", message, "https, or http on a loopback address"),)
    copy = snapshot.folder / model.keep.text if model.keep else None
    try:
        text = fetched(url.text, model.timeout)
    except Unreachable as why:
        message, hint = f"`{url}` gives no document: {why}", "`keep: FILE` keeps a copy of the last good one"
        told: tuple[Fault, ...] = (Fault(url.at, "document-unreachable", message, hint),)
    else:
        found = of_text(url, text, snapshot)
        if isinstance(found, Document):
            if copy is not None:
                keep_copy(copy, text)
            return found
        told = found
    return _or_kept(told, url, copy, snapshot, LARGEST)


def _or_kept(
    told: tuple[Fault, ...], url: Text, copy: Path | None, snapshot: Snapshot, largest: int
) -> Document | tuple[Fault, ...]:
    found = kept(url, copy, snapshot, largest) if copy is not None else None
    if found is None:
        return told
    log.warning("the last good copy of a document is used: %s", told[0].message)
    return found
