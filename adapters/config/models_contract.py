"""The key `contract` of a route: what may be asked, and what is answered; a plain text is the operation's name.

It becomes an Operation Object, as if somebody had described the route in a document of its own.
"""

from typing import Annotated

from pydantic import Field, PlainValidator, ValidationInfo, ValidatorFunctionWrapHandler, WrapValidator

from adapters.config import operation_parts
from adapters.config.check_files import read_check
from adapters.config.choices import read_mode, read_unknown_query
from adapters.config.numbers import Ratio
from adapters.config.parts import Part, document_of, list_of, mapping_of
from adapters.config.schema_files import Schemas, with_files
from adapters.config.section import Section
from adapters.config.shapes import table
from adapters.config.snapshot import Snapshot
from adapters.config.texts import Word
from adapters.config.tree import Key, Scalar, Table, Value
from domain.spec.check import Check
from domain.spec.contract import ContractSpec
from domain.spec.document import OperationSpec
from domain.spec.place import Place

_PLACES = {"path": "path", "query": "query", "headers": "header", "cookies": "cookie"}


def read_parameters(value: Value, info: ValidationInfo[Snapshot]) -> Table:
    """Judged here, so that a fault stands with its key, and put together when all of the contract is there."""
    written = table(value, "`{name: {type: integer}}`")
    operation_parts.parameters("path" if info.field_name == "path" else "query", written, Schemas(info.context), 0)
    return written


def read_body(value: Value, info: ValidationInfo[Snapshot]) -> Value:
    operation_parts.body(value, Schemas(info.context))
    return value


def read_answers(value: Value, info: ValidationInfo[Snapshot]) -> Table:
    written = table(value, "`{200: …}`")
    operation_parts.answers(written, Schemas(info.context))
    return written


def read_one_check(value: Value, info: ValidationInfo[Snapshot]) -> Check:
    """`info.context` is the reading that this is a part of."""
    return read_check(value, info.context)


Parameters = Annotated[Table | None, PlainValidator(read_parameters)]
Mode = Annotated[str, PlainValidator(read_mode)]


class ContractModel(Section):
    operation: Word | None = None
    path: Parameters = None
    query: Parameters = None
    headers: Parameters = None
    cookies: Parameters = None
    body: Annotated[Value | None, PlainValidator(read_body)] = None
    answers: Annotated[Table | None, PlainValidator(read_answers)] = None
    requests: Mode = "enforce"
    check_answers: Mode = "ignore"
    sample: Ratio = 1.0
    unknown_query: Annotated[str, PlainValidator(read_unknown_query)] = "allow"
    checks: tuple[Annotated[Check, PlainValidator(read_one_check)], ...] = Field(default=(), min_length=1)

    def spec_at(self, at: Place, snapshot: Snapshot) -> ContractSpec:
        return ContractSpec(
            at,
            self.operation,
            self._own(at, Schemas(snapshot)),
            requests=self.requests,
            answers=self.check_answers,
            sample=self.sample,
            unknown_query=self.unknown_query,
            checks=self.checks,
        )

    def _own(self, at: Place, schemas: Schemas) -> OperationSpec | None:
        members = self._members(at, schemas)
        if not members:
            return None
        whole = with_files(mapping_of(at, members), schemas)
        document = document_of(f"limen:/contract/{at.line}/{at.column}", whole)
        made = document.value["operation"]
        assert isinstance(made, dict)  # noqa: S101  of a mapping
        return OperationSpec(made, document, ("operation",))

    def _members(self, at: Place, schemas: Schemas) -> dict[str, Part]:
        found: list[Part] = []
        for key, where in _PLACES.items():
            written: Table | None = getattr(self, key)
            found += operation_parts.parameters(where, written, schemas, len(found)) if written else []
        members = {"parameters": list_of(at, found)} if found else {}
        if self.body is not None:
            members["requestBody"] = operation_parts.body(self.body, schemas)
        if self.answers is not None:
            members["responses"] = operation_parts.answers(self.answers, schemas)
        return members


def read_contract(value: Value, read: ValidatorFunctionWrapHandler, info: ValidationInfo[Snapshot]) -> ContractSpec:
    short = Table(value.at, {Key("operation", value.at): value}) if isinstance(value, Scalar) else value
    model: ContractModel = read(short)
    return model.spec_at(value.at, info.context)


Contract = Annotated[ContractModel, WrapValidator(read_contract)]
