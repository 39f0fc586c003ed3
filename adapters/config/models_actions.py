"""What a route does with a request: sends it on, to one upstream or several, edited; redirects it; or answers it."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, ValidatorFunctionWrapHandler, WrapValidator

from adapters.config.json_body import read_json
from adapters.config.numbers import Count, Ratio, Weight
from adapters.config.section import Section
from adapters.config.texts import AnyText, FieldName, Word
from adapters.config.tree import Key, Listing, Scalar, Table, Value
from domain.spec.place import Place, Text
from domain.spec.route import (
    DestinationSpec,
    EditsSpec,
    MirrorSpec,
    OverrideSpec,
    RedirectSpec,
    RespondSpec,
    RewriteSpec,
)


def as_split(value: Value) -> Value:
    """One name is a split with one part: so there is one form to check."""
    return Listing(value.at, [_keyed("upstream", value)]) if isinstance(value, Scalar) else value


def as_template(value: Value) -> Value:
    return _keyed("path", value) if isinstance(value, Scalar) else value


def spec_of(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(spec_of, value))
    return value.spec() if hasattr(value, "spec") else value


class EditsModel(Section):
    set: dict[FieldName, AnyText] = Field(default_factory=dict)
    add: dict[FieldName, AnyText] = Field(default_factory=dict)
    remove: tuple[Word, ...] = ()

    def spec(self) -> EditsSpec:
        return EditsSpec(tuple(self.set.items()), tuple(self.add.items()), self.remove)


class RewriteModel(Section):
    path: Word | None = None
    strip: Word | None = None
    prefix: Word | None = None
    host: Word | None = None

    def spec(self) -> RewriteSpec:
        return RewriteSpec(**self.written())


Rewrite = Annotated[RewriteModel, BeforeValidator(as_template)]


class DestinationModel(Section):
    upstream: Word
    weight: Weight = 1
    rewrite: Rewrite | None = None
    request: EditsModel = Field(default_factory=EditsModel)
    response: EditsModel = Field(default_factory=EditsModel)

    def spec(self) -> DestinationSpec:
        return DestinationSpec(**{key: spec_of(value) for key, value in self.written().items()})


class MirrorModel(Section):
    upstream: Word
    share: Ratio = 1.0

    def spec(self) -> MirrorSpec:
        return MirrorSpec(**self.written())


class RedirectModel(Section):
    scheme: Word | None = None
    host: Word | None = None
    port: Count | None = None
    path: Word | None = None
    prefix: Word | None = None
    status: Count = 302

    def spec_at(self, at: Place) -> RedirectSpec:
        return RedirectSpec(at, **self.written())


class RespondModel(Section):
    status: Count = 200
    json_: Annotated[str | None, PlainValidator(read_json)] = Field(
        default=None, alias="json"
    )  # pydantic has a method of that name
    text: AnyText | None = None
    headers: dict[FieldName, AnyText] = Field(default_factory=dict)

    def spec_at(self, at: Place) -> RespondSpec:
        return RespondSpec(at, self.status, self.json_, self.text, tuple(self.headers.items()))


class RefusalModel(Section):
    json_: Annotated[str | None, PlainValidator(read_json)] = Field(default=None, alias="json")
    text: AnyText | None = None

    def spec(self, reason: Text) -> OverrideSpec:
        return OverrideSpec(reason, self.json_, self.text)


def _placed(value: Value, read: ValidatorFunctionWrapHandler) -> RedirectSpec | RespondSpec:
    model: RedirectModel | RespondModel = read(value)
    return model.spec_at(value.at)


Redirect = Annotated[RedirectModel, WrapValidator(_placed)]
Respond = Annotated[RespondModel, WrapValidator(_placed)]


def _keyed(name: str, value: Scalar) -> Table:
    return Table(value.at, {Key(name, value.at): value})
