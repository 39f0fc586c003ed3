"""The section `from_openapi`: routes that are made of an upstream's document."""

from typing import Annotated

from pydantic import Field, PlainValidator

from adapters.config.choices import read_guide, read_mode, read_opening
from adapters.config.requirements import Require
from adapters.config.section import Section
from adapters.config.texts import FieldName, Word
from domain.spec.contract import ENFORCE
from domain.spec.from_openapi import FromOpenApiSpec, SelectionSpec
from domain.spec.place import Text


class SelectionModel(Section):
    tags: tuple[Word, ...] = ()
    operations: tuple[Word, ...] = ()
    paths: tuple[Word, ...] = ()

    def spec(self) -> SelectionSpec:
        return SelectionSpec(**self.written())


class FromOpenApiModel(Section):
    upstream: Word
    require_by: Annotated[str, PlainValidator(read_guide)]
    require: dict[FieldName, Require] = Field(default_factory=dict)
    public: Annotated[bool, PlainValidator(read_opening)] = False
    prefix: Word | None = None
    base: Word | None = None
    include: SelectionModel = SelectionModel()
    exclude: SelectionModel = SelectionModel()
    contract: Annotated[str, PlainValidator(read_mode)] = ENFORCE

    def spec(self, name: Text) -> FromOpenApiSpec:
        return FromOpenApiSpec(
            name,
            self.upstream,
            self.require_by,
            prefix=self.prefix,
            base=self.base,
            include=self.include.spec(),
            exclude=self.exclude.spec(),
            require=tuple(self.require.items()),
            may_be_public=self.public,
            contract=self.contract,
        )
