"""A file of policy cases: named callers, cases, and tables of who may what. Whether its names exist is asked later."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, PlainValidator

from adapters.config.case_bodies import CaseBody, carrying, read_body
from adapters.config.case_callers import read_who
from adapters.config.case_expectations import read_expectations
from adapters.config.case_requests import read_line, read_part, read_request
from adapters.config.key_fields import read_moment
from adapters.config.placeholders import expanded
from adapters.config.section import Section
from adapters.config.shapes import Refused, each, listing, table
from adapters.config.texts import Name
from adapters.config.tree import Key, Kind, Listing, Scalar, Table, Value
from adapters.config.version import read_version
from application.cases.written import ANONYMOUS, AskedFor, CallerWords, CaseSpec, Expected
from domain.spec.fault import Fault
from domain.spec.place import Place, Text

Moment = Annotated[float | None, PlainValidator(read_moment)]
Caller = CallerWords | Text  # a word is a caller of the file, or a role
Who = Annotated[Caller, PlainValidator(read_who)]
Expectations = tuple[Expected, Expected]


class CaseModel(Section):
    request: Annotated[AskedFor, PlainValidator(read_request)]
    who: Who = ANONYMOUS
    at: Moment = None
    body: Annotated[CaseBody | None, PlainValidator(read_body)] = None
    expect: Annotated[Expectations, PlainValidator(read_expectations)]


class TableModel(Section):
    at: Moment = None
    who: Annotated[Listing, PlainValidator(listing)]
    expect: Annotated[Table, PlainValidator(table)]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A case but for who its caller is."""

    name: str
    at: Place
    request: AskedFor
    who: Caller
    expect: Expectations
    moment: float | None

    def case(self, callers: Mapping[str, CallerWords], moment: float | None) -> CaseSpec:
        who = self.who
        if isinstance(who, Text):
            who = callers.get(who.text) or CallerWords(who.at, roles=(who,))
        expected, refuted = self.expect
        moment = moment if self.moment is None else self.moment
        return CaseSpec(self.name, self.at, self.request, who, expected, refuted, moment)


def _cases(value: Value) -> tuple[Unresolved, ...]:
    return _all(each(_case, table(value, "names, each with its case").items()))


def _tables(value: Value) -> tuple[Unresolved, ...]:
    return _all(each(_table, table(value, "names, each with its table").items()))


def _all(groups: Iterable[tuple[Unresolved, ...]]) -> tuple[Unresolved, ...]:
    return tuple(one for group in groups for one in group)


def _case(entry: tuple[Key, Value]) -> tuple[Unresolved, ...]:
    key, value = entry

    def read(one: tuple[str, Table]) -> Unresolved:
        label, written = one
        case = read_part(written, CaseModel, "")
        return Unresolved(_named(key, label), key.at, carrying(case.request, case.body), case.who, case.expect, case.at)

    return each(read, expanded(value))


def _table(entry: tuple[Key, Value]) -> tuple[Unresolved, ...]:
    key, value = entry
    return _all(each(lambda one: _rows(key, one[0], read_part(one[1], TableModel, "")), expanded(value)))


def _rows(key: Key, label: str, written: TableModel) -> tuple[Unresolved, ...]:
    columns = each(read_who, written.who)
    names = [_column(number, one) for number, one in enumerate(written.who, 1)]

    def row(entry: tuple[Key, Value]) -> tuple[Unresolved, ...]:
        line, cells = entry[0], listing(entry[1])
        if len(cells) != len(columns):
            message = f"{len(columns)} callers stand above, and {len(cells)} expectations here"
            raise Refused(Fault(cells.at, "cells-uneven", message, "one each; `~` where nothing is expected"))
        request = read_line(Text(str(line), line.at), Scalar(str(line), str(line), line.at))
        asked = [one for one in zip(names, columns, cells, strict=True) if not _is_empty(one[2])]
        expected = each(lambda one: read_expectations(one[2]), asked)
        return tuple(
            Unresolved(_named(key, label, str(line), name), cell.at, request, who, expects, written.at)
            for (name, who, cell), expects in zip(asked, expected, strict=True)
        )

    return _all(each(row, written.expect.items()))


def _is_empty(cell: Value) -> bool:
    return isinstance(cell, Scalar) and cell.kind is Kind.NULL


def _column(number: int, who: Value) -> str:
    return who.text if isinstance(who, Scalar) else f"caller {number}"


def _named(key: Key, *labels: str) -> str:
    said = ", ".join(filter(None, labels))
    return f"{key} [{said}]" if said else str(key)


class CasesModel(Section):
    version: Annotated[int, PlainValidator(read_version)]
    at: Moment = None
    callers: dict[Name, Who] = Field(default_factory=dict)
    cases: Annotated[tuple[Unresolved, ...], PlainValidator(_cases)] = ()
    tables: Annotated[tuple[Unresolved, ...], PlainValidator(_tables)] = ()

    def specs(self) -> Iterator[CaseSpec]:
        callers = {name.text: _stated(who) for name, who in self.callers.items()}
        for one in (*self.cases, *self.tables):
            yield one.case(callers, self.at)


def _stated(who: Caller) -> CallerWords:
    """Callers are not called after each other: a word is a role here."""
    return CallerWords(who.at, roles=(who,)) if isinstance(who, Text) else who
