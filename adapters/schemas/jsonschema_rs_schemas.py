"""Schemas by jsonschema-rs: compiled to Rust, asked with Python's own values. Patterns match in linear time.

Each validator holds a copy of all that its schema leads to. So those of one document that refer to something are one
validator, which is asked with the value below a name (docs/decisions/0139).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import quote

from jsonschema_rs import (
    Draft202012,
    Draft202012Validator,
    ReferencingError,
    RegexOptions,
    Registry,
    ValidationError,
)

from adapters.schemas.sentences import sentence
from adapters.schemas.telling import Compile, Led, Telling
from application.ports.schemas import SchemaCompiler, Unusable, Validator
from domain.contract.rooted import rooted
from domain.contract.schema import Schema, Violation
from domain.spec.document import Document, Json, Pointer

_COMPILER: Any = Draft202012Validator
_TERMS: dict[str, Any] = {"offline": True, "validate_formats": True, "pattern_options": RegexOptions()}
_LOOKS_AROUND = ("(?=", "(?!", "(?<=", "(?<!")


class CompiledSchema(Validator):
    __slots__ = ("_is_valid", "_telling")

    def __init__(self, compiled: Draft202012Validator, telling: Telling) -> None:
        self._is_valid = compiled.is_valid
        self._telling = telling

    def is_valid(self, value: Json) -> bool:
        return self._is_valid(value)

    def violations(self, value: Json, most: int) -> tuple[Violation, ...]:
        return tuple(map(_violation, self._telling.errors(value, most)))


class JoinedSchema(Validator):
    """One of many in a validator: its name leads to it."""

    __slots__ = ("_is_valid", "_name", "_telling")

    def __init__(self, compiled: Draft202012Validator, telling: Telling, name: str) -> None:
        self._is_valid = compiled.is_valid
        self._telling, self._name = telling, name

    def is_valid(self, value: Json) -> bool:
        return self._is_valid({self._name: value})

    def violations(self, value: Json, most: int) -> tuple[Violation, ...]:
        return tuple(_violation(error, 1) for error in self._telling.errors({self._name: value}, most))


Key = tuple[Document, Pointer] | Schema  # what stands in a document is one, however often it is used


class JsonschemaRsSchemas(SchemaCompiler):
    """Remembers what it has compiled: many routes refer to one schema."""

    def __init__(self) -> None:
        self._registries: dict[Document, Registry] = {}
        self._known: dict[Key, Validator] = {}

    def joined(self, schemas: Iterable[Schema]) -> Iterator[None]:
        for document, group in _groups(schemas).items():
            with suppress(ReferencingError, ValueError):  # is met again where it is told
                self._registry(document)
            yield
            self._join(document, group)
            yield

    def compiled(self, schema: Schema) -> Validator:
        key = _key(schema)
        if key not in self._known:
            self._known[key] = self._alone(schema)
        return self._known[key]

    def _join(self, document: Document, group: Mapping[Key, Schema]) -> None:
        named = {str(number): _value(schema) for number, schema in enumerate(group.values())}
        try:
            compiled, telling = self._made(document, {"properties": named})
        except (ValidationError, ReferencingError, ValueError):
            return  # which of them, and where, is told when each is compiled alone
        for key, name in zip(group, named, strict=True):
            self._known[key] = JoinedSchema(compiled, telling, name)

    def _alone(self, schema: Schema) -> CompiledSchema:
        try:
            return CompiledSchema(*self._made(schema.document, _value(schema)))
        except ValidationError as error:
            raise Unusable(_why(error), _pointer(error, schema)) from error
        except (ReferencingError, ValueError) as error:
            raise Unusable(str(error).partition("\n")[0], schema.at) from error

    def _made(self, document: Document, value: Any) -> tuple[Draft202012Validator, Telling]:
        compile_it: Compile = partial(_COMPILER, registry=self._registry(document), **_TERMS)
        return compile_it(value), Telling(value, compile_it, _leading(document))

    def _registry(self, document: Document) -> Registry:
        if document not in self._registries:
            pair = (document.uri, dict(document.value))
            self._registries[document] = Registry([pair], draft=Draft202012)
        return self._registries[document]


def _groups(schemas: Iterable[Schema]) -> dict[Document, dict[Key, Schema]]:
    """By document, those that refer to something: the others are compiled in microseconds, and asked directly."""
    groups: dict[Document, dict[Key, Schema]] = {}
    for schema in schemas:
        if _refers(schema.value):
            groups.setdefault(schema.document, {}).setdefault(_key(schema), schema)
    return {document: group for document, group in groups.items() if len(group) > 1}


def _refers(value: Json) -> bool:
    if isinstance(value, dict):
        return "$ref" in value or "$dynamicRef" in value or any(map(_refers, value.values()))
    return isinstance(value, list) and any(map(_refers, value))


def _key(schema: Schema) -> Key:
    return (schema.document, schema.at) if schema.at else schema


def _value(schema: Schema) -> Any:
    if schema.at:
        return {"$ref": schema.document.uri + _fragment(schema.at)}
    return rooted(schema.value, _leading(schema.document))


def _leading(document: Document) -> Led:
    return lambda reference, _: document.uri + reference if reference.startswith("#") else reference


def _violation(error: Any, above: int = 0) -> Violation:
    """`above`: parts of its path that lead to the value."""
    path = error.instance_path[above:]
    pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)
    return Violation(pointer, sentence(error.kind), error.kind.name)


def _why(error: ValidationError) -> str:
    message = error.message
    if message.endswith('is not a "regex"'):
        around = any(sign in message for sign in _LOOKS_AROUND)
        return f"{message}{': looking around is not known to patterns that match in linear time' if around else ''}"
    return message


def _pointer(error: ValidationError, schema: Schema) -> Pointer:
    """Errors of a schema that stands in its document are told with their place in that."""
    path = tuple(str(part) for part in error.instance_path)
    return path or schema.at if schema.at else ()


def _fragment(pointer: Pointer) -> str:
    return "#" + "".join(f"/{_escaped(part)}" for part in pointer)


def _escaped(part: str) -> str:
    """A pointer as the fragment of an address (RFC 6901, 6)."""
    return quote(part.replace("~", "~0").replace("/", "~1"), safe="~!$&'()*+,;=:@-._")
