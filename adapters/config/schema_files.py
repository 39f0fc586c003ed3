"""Schemas as a configuration writes them: here, or in a file beside it, which may refer to others beside itself.

All that one contract refers to comes together in one document: `operation`, and below `files` each file once.
"""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from adapters.config.files import found
from adapters.config.json_body import Json
from adapters.config.openapi.page import Page
from adapters.config.parts import Part, mapping_of, written
from adapters.config.shapes import Refused
from adapters.config.shown import shown
from adapters.config.snapshot import Snapshot
from adapters.config.texts import read_word
from adapters.config.tree import Kind, Scalar, Table, Value
from adapters.config.yaml_file import MIB, name_of, text_of
from domain.contract.rooted import rooted
from domain.spec.document import Pointer
from domain.spec.fault import Fault
from domain.spec.place import Place, Text

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ENDINGS = (".json", ".yaml", ".yml")
HINT = "a mapping, `true`, `false`, or a file that ends in .json or .yaml"


class Schemas:
    """Of one contract."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._files: dict[str, Part | None] = {}  # None: it is being read

    @property
    def files(self) -> dict[str, Part]:
        return {name: part for name, part in self._files.items() if part is not None}

    def read(self, value: Value, at: Pointer) -> Part:
        """`at` is where it will stand in the document. Raises Refused."""
        if isinstance(value, Table):
            return self._rooted(written(value), at, "")
        if isinstance(value, Scalar) and value.kind is Kind.BOOL:
            return written(value)
        path = read_word(value)
        if not path.text.endswith(ENDINGS):
            raise Refused(Fault(path.at, "schema-malformed", f"{shown(path.text)} is no schema", HINT))
        return Part({"$ref": _written(self._file(path))}, path.at)

    def _file(self, path: Text) -> Pointer:
        """Where its schema stands in the document."""
        name = posixpath.normpath(path.text)
        if name not in self._files:
            self._files[name] = None
            root = self._page(name, path)
            self._files[name] = self._rooted(root, ("files", name), posixpath.dirname(name))
        return "files", name

    def _page(self, name: str, path: Text) -> Part:
        """As JSON and YAML 1.2 have it: what is written for others is not held to the letter of this file."""
        whole = found(Text(name, path.at), self._snapshot.folder)
        if isinstance(whole, Fault):
            raise Refused(whole)
        shown_as = name_of(self._snapshot.folder / Path(name))
        text = text_of(whole, shown_as, largest=4 * MIB)
        if isinstance(text, Fault):
            raise Refused(text)
        self._snapshot.keep_document(shown_as, name, text)
        page = Page(shown_as, text.removeprefix("\ufeff"))
        value = page.value()
        if isinstance(value, Fault):
            raise Refused(value)
        start = Place(shown_as, 1, 1)
        if not isinstance(value, dict):
            raise Refused(Fault(start, "type-wrong", "a mapping is expected here", "a schema, like `type: object`"))
        return Part(value, start, {pointer: page.place(pointer) for pointer in _pointers(value, ())})

    def _rooted(self, part: Part, at: Pointer, folder: str) -> Part:
        _judge_dialect(part)

        def led(reference: str, here: Pointer) -> str:
            place = part.places.get(here, part.at)
            file, _, fragment = reference.partition("#")
            if fragment and not fragment.startswith("/"):
                message = f"the reference {shown(reference)} names an anchor"
                raise Refused(Fault(place, "schema-reference", message, "a pointer, like `#/$defs/item`"))
            target = self._target(file, folder, place) if file else at
            return _written(target) + fragment

        assert isinstance(part.value, dict)  # noqa: S101  it is a mapping
        bare = {key: one for key, one in part.value.items() if key not in ("$schema", "$id")}
        return Part(rooted(bare, led), part.at, part.places)

    def _target(self, file: str, folder: str, place: Place) -> Pointer:
        path = unquote(file)
        if "://" in path or path.startswith("/") or not path.endswith(ENDINGS):
            message = f"the reference {shown(file)} leads to no file beside this one"
            raise Refused(
                Fault(place, "schema-reference", message, "nothing is fetched: keep it beside, as `item.json`")
            )
        return self._file(Text(posixpath.join(folder, path), place))


def with_files(operation: Part, schemas: Schemas) -> Part:
    files = {"files": mapping_of(operation.at, schemas.files)} if schemas.files else {}
    return mapping_of(operation.at, {"operation": operation, **files})


def _judge_dialect(part: Part) -> None:
    said = part.value.get("$schema") if isinstance(part.value, dict) else None
    if isinstance(said, str) and said.rstrip("#") != DIALECT:
        message = f"the dialect {shown(said)} is not the one that is known here"
        raise Refused(Fault(part.places.get(("$schema",), part.at), "schema-dialect", message, f"`{DIALECT}`"))


def _pointers(value: Json, at: Pointer) -> Iterator[Pointer]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in below:
        yield *at, str(key)
        yield from _pointers(one, (*at, str(key)))


def _written(pointer: Pointer) -> str:
    return "#" + "".join(f"/{part.replace('~', '~0').replace('/', '~1')}" for part in pointer)
