"""Schemas: JSON Schema 2020-12, compiled once and asked often. Nothing is ever fetched."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from typing import Protocol

from domain.contract.schema import Schema, Violation
from domain.spec.document import Json, Pointer


class Unusable(Exception):
    """A schema that is none, or refers to what is not there; the text says why, `pointer` where in its document."""

    def __init__(self, why: str, pointer: Pointer = ()) -> None:
        super().__init__(why)
        self.pointer = pointer


class Validator(Protocol):
    @abstractmethod
    def is_valid(self, value: Json) -> bool:
        """Whether nothing is wrong with it."""

    @abstractmethod
    def violations(self, value: Json, most: int) -> tuple[Violation, ...]:
        """What is wrong with it, `most` at most; nothing where it is valid."""


class SchemaCompiler(Protocol):
    @abstractmethod
    def joined(self, schemas: Iterable[Schema]) -> Iterator[None]:
        """Compiles those together that refer to one document, a piece at each step, so that others may run between.

        Only saves time and memory: what is unusable is left for `compiled` to say, one by one.
        """

    @abstractmethod
    def compiled(self, schema: Schema) -> Validator:
        """Raises Unusable."""
