"""The section `resources`: a collection of an upstream, its schema, and who may do what with it."""

from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Field,
    PlainValidator,
    PrivateAttr,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from adapters.config.choices import read_mode, read_paging
from adapters.config.numbers import Count
from adapters.config.parts import Part, document_of, mapping_of
from adapters.config.resource_fields import Access, as_id, read_actions, read_filters, read_item
from adapters.config.schema_files import Schemas
from adapters.config.section import Section
from adapters.config.snapshot import Snapshot
from adapters.config.texts import AnyText, Word
from adapters.config.tree import Kind, Scalar, Table, Value
from domain.spec.document import Document
from domain.spec.place import Place, Text
from domain.spec.resource import PageSpec, ResourceSpec

Item = Annotated[Any, PlainValidator(read_item)]
Mode = Annotated[str, PlainValidator(read_mode)]


class PageSizeModel(Section):
    default: Count = 20
    max: Count = 100


class PageNamesModel(Section):
    part: Word
    size: Word


class PageModel(Section):
    style: Annotated[str, PlainValidator(read_paging)] = "page"
    size: PageSizeModel = PageSizeModel()
    last: Count = 1_000_000
    names: PageNamesModel | None = None

    def spec(self) -> PageSpec:
        names = (self.names.part.text, self.names.size.text) if self.names else None
        return PageSpec(self.style, self.size.default, self.size.max, self.last, names)


class IdModel(Section):
    name: Word
    schema_: Item = Field(default=None, alias="schema")  # pydantic has a method of that name


class ResourceModel(Section):
    to: Word
    path: Word | None = None
    upstream_path: Word | None = None
    id: Annotated[IdModel, BeforeValidator(as_id)]
    schema_: Item = Field(alias="schema")
    access: Annotated[Any, PlainValidator(read_actions)]
    page: PageModel | None = None
    filters: Annotated[Any, PlainValidator(read_filters)] = None
    sort: tuple[Word, ...] = ()
    fixed: tuple[Word, ...] = ()
    items: AnyText | None = None
    title: AnyText = ""
    tags: tuple[AnyText, ...] = ()
    description: AnyText = ""
    requests: Mode = "enforce"
    check_answers: Mode = "ignore"

    _schemas: Document = PrivateAttr()

    def read_schemas(self, at: Place, snapshot: Snapshot) -> None:
        """Raises Refused."""
        schemas = Schemas(snapshot)
        members = {"item": schemas.read(self.schema_, ("item",))}
        if self.id.schema_ is not None:
            members["id"] = schemas.read(self.id.schema_, ("id",))
        given = self._given(schemas)
        if given:
            members["filters"] = mapping_of(at, given)
        if schemas.files:
            members["files"] = mapping_of(at, schemas.files)
        self._schemas = document_of(f"limen:/schema/{at.line}/{at.column}", mapping_of(at, members))

    def _given(self, schemas: Schemas) -> dict[str, Part]:
        """Of those filters that are not just named."""
        return {
            str(name): schemas.read(value, ("filters", str(name)))
            for name, value in (self.filters or {}).items()
            if not (isinstance(value, Scalar) and value.kind is Kind.NULL)
        }

    def spec(self, name: Text) -> ResourceSpec:
        access: Access = self.access
        return ResourceSpec(
            name,
            self.to,
            self._schemas,
            self.id.name,
            access,
            path=self.path,
            upstream_path=self.upstream_path,
            page=self.page.spec() if self.page else None,
            filters=tuple(Text(str(key), key.at) for key in self.filters or ()),
            sort=self.sort,
            fixed=self.fixed,
            items=self.items,
            title=self.title,
            tags=self.tags,
            description=self.description,
            requests=self.requests,
            answers=self.check_answers,
        )


def _with_schemas(value: Value, read: ValidatorFunctionWrapHandler, info: ValidationInfo[Snapshot]) -> ResourceModel:
    model: ResourceModel = read(value)
    if isinstance(value, Table):
        model.read_schemas(value.at, info.context)
    return model


Resource = Annotated[ResourceModel, WrapValidator(_with_schemas)]
