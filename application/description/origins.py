"""Origins: where a schema stands in its own document, and what each reference there leads to."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from application.description.references import MAPPING, pointer_of, reference_to
from domain.spec.document import Document, Json, Pointer

_COMPONENT = ("components", "schemas")
_DEFINITIONS = frozenset(("schemas", "$defs", "definitions"))
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_-]+")  # OpenAPI 3.1.1, 4.8.7.1, save the dot, which stands after a document


@dataclass(frozen=True, slots=True)
class Origin:
    document: Document
    pointer: Pointer

    @property
    def plain(self) -> str:
        """Its own name, as far as OpenAPI takes it: that of a definition, else the whole way."""
        if not self.pointer:
            return called(self.document.uri)
        named = len(self.pointer) > 1 and self.pointer[-2] in _DEFINITIONS
        return _word(self.pointer[-1] if named else "-".join(self.pointer))

    @property
    def order(self) -> tuple[str, Pointer]:
        return (self.document.uri, self.pointer)


@dataclass(slots=True)
class Origins:
    _anchors: dict[Document, Mapping[str, Pointer]] = field(default_factory=dict)
    _sorted: dict[Origin, Json] = field(default_factory=dict)

    def found(self, document: Document, word: str, keyword: str) -> tuple[Origin, str]:
        """What a reference leads to: a component, and the way below it."""
        if keyword == MAPPING and not word.startswith("#"):  # a schema's own name will do (OpenAPI 3.1.1, 4.8.25)
            return Origin(document, (*_COMPONENT, word)), ""
        pointer = pointer_of(word) if word == "#" or word.startswith("#/") else self._anchored(document).get(word[1:])
        if pointer is None:
            return Origin(document, ("$defs", word)), ""  # nothing stands there
        if pointer[:2] == _COMPONENT:
            return Origin(document, pointer[:3]), reference_to(pointer[3:])[1:]
        return Origin(document, pointer), ""

    def is_anchor(self, document: Document, word: str) -> bool:
        return not word.startswith("#/") and word[1:] in self._anchored(document)

    def schema(self, origin: Origin) -> Json:
        """Anything, where nothing stands there."""
        found: Json = cast(Json, origin.document.value if origin.pointer or not _is_api(origin.document) else {})
        for step in origin.pointer:
            found = _below(found, step)
        return _with_kinds(found, origin) if isinstance(found, dict) and "discriminator" in found else found

    def sorted_schema(self, origin: Origin) -> Json:
        if origin not in self._sorted:
            self._sorted[origin] = json.loads(json.dumps(self.schema(origin), sort_keys=True))
        return self._sorted[origin]

    def _anchored(self, document: Document) -> Mapping[str, Pointer]:
        if document not in self._anchors:
            self._anchors[document] = dict(_anchors(cast(Json, document.value), ()))
        return self._anchors[document]


def _is_api(document: Document) -> bool:
    return "openapi" in document.value


def called(uri: str) -> str:
    """A document's name: `orders` of `limen:/orders` and of `file:///etc/orders.openapi.json`."""
    last = uri.rstrip("/").rpartition("/")[2]
    return _word(last.partition(".")[0] or last)


def _word(text: str) -> str:
    return _NOT_IN_A_NAME.sub("-", text).strip("-") or "schema"


def _below(value: Json, step: str) -> Json:
    if isinstance(value, dict):
        return value.get(step, {})
    if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
        return value[int(step)]
    return {}


def _anchors(value: Json, at: Pointer) -> Iterator[tuple[str, Pointer]]:
    if isinstance(value, dict):
        for key in ("$anchor", "$dynamicAnchor"):
            if isinstance(anchor := value.get(key), str):
                yield anchor, at
    for step, one in value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ()):
        yield from _anchors(one, (*at, str(step)))


def _with_kinds(schema: dict[str, Json], origin: Origin) -> Json:
    """A schema that others extend names them, where it chooses among them by their names (OpenAPI 3.1.1, 4.8.25.4)."""
    discriminator = schema["discriminator"]
    if "oneOf" in schema or "anyOf" in schema or not isinstance(discriminator, dict):
        return schema
    written = cast("dict[str, Json]", discriminator.get("mapping") or {})
    ours = {pointer_of(str(one)) if str(one).startswith("#") else (*_COMPONENT, str(one)) for one in written.values()}
    kinds = {
        name: cast(Json, reference_to((*_COMPONENT, name)))
        for name in _extending(origin)
        if (*_COMPONENT, name) not in ours
    }
    return {**schema, "discriminator": {**discriminator, "mapping": {**kinds, **written}}}


def _extending(origin: Origin) -> Iterator[str]:
    components = _below(_below(cast(Json, origin.document.value), "components"), "schemas")
    for name, schema in components.items() if isinstance(components, dict) else ():
        parts = schema.get("allOf") if isinstance(schema, dict) else None
        targets = (
            [one["$ref"] for one in parts if isinstance(one, dict) and "$ref" in one] if isinstance(parts, list) else []
        )
        if any(pointer_of(str(target)) == origin.pointer for target in targets):
            yield name
