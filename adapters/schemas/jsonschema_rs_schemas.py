"""Schemas by jsonschema-rs: compiled to Rust, asked with Python's own values. Patterns match in linear time."""

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
from adapters.schemas.telling import Compile, Telling
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


class JsonschemaRsSchemas(SchemaCompiler):
    """Remembers what it has compiled: many routes refer to one schema."""

    def __init__(self) -> None:
        self._registries: dict[Document, Registry] = {}
        self._known: dict[tuple[Document, Pointer], CompiledSchema] = {}

    def compiled(self, schema: Schema) -> CompiledSchema:
        if not schema.at:
            return self._made(schema)
        key = (schema.document, schema.at)
        if key not in self._known:
            self._known[key] = self._made(schema)
        return self._known[key]

    def _made(self, schema: Schema) -> CompiledSchema:
        uri = schema.document.uri

        def led(one: str, _: Pointer) -> str:
            return _led(one, uri)

        value: Any = {"$ref": uri + _fragment(schema.at)} if schema.at else rooted(schema.value, led)
        try:
            compile_it: Compile = partial(_COMPILER, registry=self._registry(schema.document), **_TERMS)
            compiled = compile_it(value)
        except ValidationError as error:
            raise Unusable(_why(error), _pointer(error, schema)) from error
        except (ReferencingError, ValueError) as error:
            raise Unusable(str(error).partition("\n")[0], schema.at) from error
        return CompiledSchema(compiled, Telling(value, compile_it, led))

    def _registry(self, document: Document) -> Registry:
        if document not in self._registries:
            pair = (document.uri, dict(document.value))
            self._registries[document] = Registry([pair], draft=Draft202012)
        return self._registries[document]


def _violation(error: Any) -> Violation:
    pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in error.instance_path)
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


def _led(reference: str, uri: str) -> str:
    return uri + reference if reference.startswith("#") else reference


def _fragment(pointer: Pointer) -> str:
    return "#" + "".join(f"/{_escaped(part)}" for part in pointer)


def _escaped(part: str) -> str:
    """A pointer as the fragment of an address (RFC 6901, 6)."""
    return quote(part.replace("~", "~0").replace("/", "~1"), safe="~!$&'()*+,;=:@-._")
