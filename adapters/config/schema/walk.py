"""From models to a schema: a section is a definition, a key of it the form of its reader with what is said of it."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import MinLen
from pydantic import BeforeValidator, PlainValidator, WrapValidator
from pydantic.fields import FieldInfo

from adapters.config.schema.scalars import FORMS, KEYS
from adapters.config.schema.words import Said, Schema, either, list_of, mapping, ref, told
from adapters.config.section import Section


class Walk:
    """Collects the definitions of the sections that it meets."""

    def __init__(
        self,
        said: Said,
        rules: Mapping[type[Section], Schema],
        shorter: Mapping[Callable[..., Any], Schema],
    ) -> None:
        """`rules` bind keys of a section together; `shorter` are the forms that stand for a longer one."""
        self.definitions: dict[str, Schema] = {}
        self.names: dict[type[Section], str] = {}
        self._said = said
        self._rules = rules
        self._shorter = shorter

    def section(self, model: type[Section]) -> Schema:
        if model not in self.names:
            name = self.names[model] = self._free_name(model)
            self.definitions[name] = {}  # a section may hold itself
            self.definitions[name] = self._section(model)
        return ref(self.names[model])

    def _free_name(self, model: type[Section]) -> str:
        """`api-key` of ApiKeyModel; with its file's name before it where another section has that one."""
        name = re.sub("(?<=[a-z])(?=[A-Z])", "-", model.__name__.removesuffix("Model")).lower()
        file = model.__module__.rpartition(".")[2].removeprefix("models_").replace("_", "-")
        return f"{file}-{name}" if name in self.definitions else name

    def _section(self, model: type[Section]) -> Schema:
        said = self._said.get(model, {})
        keys = {field.alias or name: field for name, field in model.model_fields.items()}
        properties = {key: self._key(key, field, model) for key, field in keys.items()}
        needed = [key for key, field in keys.items() if field.is_required()]
        return {
            "description": said.get("", ("",))[0],
            "type": "object",
            "additionalProperties": False,
            **({"required": needed} if needed else {}),
            "properties": properties,
            **self._rules.get(model, {}),
        }

    def _key(self, key: str, field: FieldInfo, model: type[Section]) -> Schema:
        said = self._said.get(model, {}).get(key)
        if said is None:
            raise LookupError(f"`{model.__name__}.{key}` is explained nowhere in adapters/config/schema/said_*.py")
        form = self._form(field.annotation, field.metadata)
        sentence, *examples = said
        return told(form, sentence, *examples)

    def _form(self, annotation: Any, marks: list[Any]) -> Schema:
        for mark in marks:
            if isinstance(mark, PlainValidator):
                return _read_by(mark.func)
        least = next((mark.min_length for mark in marks if isinstance(mark, MinLen)), 0)
        form = self._bare(annotation, least)
        for mark in marks:
            if isinstance(mark, BeforeValidator | WrapValidator) and mark.func in self._shorter:
                form = either(self._shorter[mark.func], form)
        return form

    def _bare(self, annotation: Any, least: int) -> Schema:
        arguments = get_args(annotation)
        match get_origin(annotation):
            case origin if origin is Annotated:
                return self._form(arguments[0], [mark for one in arguments[1:] for mark in _marks(one)])
            case origin if origin in (Union, UnionType):
                return self._form(next(one for one in arguments if one is not NoneType), [MinLen(least)])
            case origin if origin is tuple:
                return list_of(self._form(arguments[0], []), least)
            case origin if origin is dict:
                return mapping(self._form(arguments[1], []), KEYS.get(_reader(arguments[0]), ""), least)
        if isinstance(annotation, type) and issubclass(annotation, Section):
            return self.section(annotation)
        raise LookupError(f"no form is known for {annotation}")


def _marks(mark: Any) -> list[Any]:
    return list(mark.metadata) if isinstance(mark, FieldInfo) else [mark]


def _reader(key: Any) -> Any:
    return next((mark.func for mark in get_args(key) if isinstance(mark, PlainValidator)), None)


def _read_by(reader: Any) -> Schema:
    read, terms = (reader.func, reader.keywords) if isinstance(reader, partial) else (reader, {})
    if read not in FORMS:
        raise LookupError(f"`{read.__name__}` reads a value of the file and has no form in adapters/config/schema")
    return FORMS[read](**terms)
