"""What was written below `from_openapi`: which operations of an upstream's document become routes, and for whom."""

from dataclasses import dataclass, field

from domain.spec.contract import ENFORCE
from domain.spec.place import Text
from domain.spec.requirement import Requirement

TAGS, SCOPES, TABLE = GUIDES = ("tags", "scopes", "table")


@dataclass(frozen=True, slots=True)
class SelectionSpec:
    """An operation is meant by any of these."""

    tags: tuple[Text, ...] = ()
    operations: tuple[Text, ...] = ()  # ids, or `POST /orders`
    paths: tuple[Text, ...] = ()  # as the document has them; `*` at the end stands for whatever follows

    @property
    def is_empty(self) -> bool:
        return not (self.tags or self.operations or self.paths)


@dataclass(frozen=True, slots=True)
class FromOpenApiSpec:
    name: Text  # that the names of its routes begin with
    upstream: Text
    require_by: str  # what says who may call an operation, where `require` does not name it
    prefix: Text | None = None  # that public paths begin with; None: as the upstream's do
    base: Text | None = None  # that the upstream's begin with; None: as its document says
    include: SelectionSpec = field(default_factory=SelectionSpec)  # empty: all
    exclude: SelectionSpec = field(default_factory=SelectionSpec)
    require: tuple[tuple[Text, Requirement], ...] = ()  # by operation, and where they guide, by tag
    may_be_public: bool = False  # what the document says that anybody may call
    contract: str = ENFORCE
