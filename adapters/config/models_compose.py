"""What a route composes, and the shape that its answers get."""

from typing import Annotated, Any

from pydantic import Field, PlainValidator, ValidatorFunctionWrapHandler, WrapValidator

from adapters.config.choices import read_merge, read_others
from adapters.config.json_body import as_json
from adapters.config.numbers import Count, Flag, Size, Time
from adapters.config.section import Section
from adapters.config.texts import FieldName, Name, Word
from adapters.config.tree import Value
from domain.spec.composition import (
    KEYS,
    MIB,
    REFUSE,
    ComposeSpec,
    FieldsSpec,
    JoinSpec,
    PartSpec,
    ShapeSpec,
)
from domain.spec.place import Place, Text

_FIELDS = ("pick", "drop", "rename")


def _fields(model: "PartModel | ShapeModel") -> FieldsSpec:
    return FieldsSpec(model.pick, model.drop, tuple(model.rename.items()))


class JoinModel(Section):
    to: Word
    by: Word
    id: Word | None = None
    into: Word | None = None
    most: Count = 100
    at_once: Count = 4

    def spec_at(self, at: Place) -> JoinSpec:
        return JoinSpec(at, **self.written())


class ShapeModel(Section):
    pick: tuple[Word, ...] = ()
    drop: tuple[Word, ...] = ()
    rename: dict[FieldName, Word] = Field(default_factory=dict)
    wrap: Word | None = None
    meta: Annotated[Any, PlainValidator(as_json)] = None
    limit: Size = MIB
    others: Annotated[str, PlainValidator(read_others)] = REFUSE

    def spec_at(self, at: Place) -> ShapeSpec:
        own = {key: value for key, value in self.written().items() if key not in _FIELDS}
        return ShapeSpec(at, _fields(self), **own)


def _placed(value: Value, read: ValidatorFunctionWrapHandler) -> Any:
    return read(value).spec_at(value.at)


Shape = Annotated[ShapeModel, WrapValidator(_placed)]
Join = Annotated[JoinModel, WrapValidator(_placed)]


class PartModel(Section):
    get: Word
    from_: Word = Field(alias="from")
    optional: Flag = False
    timeout: Time | None = None
    at: Word | None = None
    pick: tuple[Word, ...] = ()
    drop: tuple[Word, ...] = ()
    rename: dict[FieldName, Word] = Field(default_factory=dict)
    into: Word | None = None
    flatten: Flag | None = None
    limit: Size = MIB
    join: Join | None = None

    def spec(self, name: Text) -> PartSpec:
        own = {key: value for key, value in self.written().items() if key not in (*_FIELDS, "from_")}
        return PartSpec(name, upstream=self.from_, fields=_fields(self), **own)


class ComposeModel(Section):
    parts: dict[Name, PartModel]
    merge: Annotated[str, PlainValidator(read_merge)] = KEYS
    limit: Size = 4 * MIB

    def spec_at(self, at: Place) -> ComposeSpec:
        parts = tuple(part.spec(name) for name, part in self.parts.items())
        return ComposeSpec(at, parts, self.merge, self.limit)


Compose = Annotated[ComposeModel, WrapValidator(_placed)]
