"""Judges: what contracts are compiled with; and what is wrong with those of a plan, found when it is read."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from application.contracts.forms import ReadParts, no_parts
from application.contracts.json_reading import read_json
from application.ports.checks import CheckLoader, Unloadable
from application.ports.schemas import SchemaCompiler, Unusable
from domain.contract.contract import Contract
from domain.contract.schema import Schema
from domain.plan.plan import Plan
from domain.spec.fault import Fault

AT_ONCE = 64 * 1024  # bytes; who sends more is judged beside the others, not before them


@dataclass(frozen=True, slots=True)
class Judges:
    schemas: SchemaCompiler
    checks: CheckLoader
    read_json: Callable[[bytes], Any] = read_json  # raises Malformed
    read_parts: ReadParts = no_parts
    at_once: int = AT_ONCE


def joined(plan: Plan, judges: Judges | None) -> Iterator[None]:
    """All schemas of a plan, compiled in pieces: nothing where no contract is held."""
    if judges is not None:
        contracts = [route.contract for route in plan.routes if route.contract is not None]
        yield from judges.schemas.joined(schema for one in contracts for schema in schemas_of(one))


def contract_faults(plan: Plan, judges: Judges) -> Iterator[Fault]:
    deque(joined(plan, judges), 0)
    for route in plan.routes:
        if route.contract is not None:
            yield from _of_schemas(route.contract, judges.schemas)
            yield from _of_checks(route.contract, judges.checks)


def schemas_of(contract: Contract) -> Iterator[Schema]:
    terms = [*contract.answers.values(), *([contract.body] if contract.body else [])]
    found = [one.schema for one in contract.parameters] + [one for body in terms for one in body.contents.values()]
    yield from (one for one in found if one is not None)


def _of_schemas(contract: Contract, schemas: SchemaCompiler) -> Iterator[Fault]:
    for schema in schemas_of(contract):
        try:
            schemas.compiled(schema)
        except Unusable as unusable:
            at = schema.document.place(unusable.pointer or schema.at)
            yield Fault(at, "schema-unusable", str(unusable), "JSON Schema 2020-12")


def _of_checks(contract: Contract, checks: CheckLoader) -> Iterator[Fault]:
    for check in contract.checks:
        try:
            checks.loaded(check)
        except Unloadable as unloadable:
            message = f"the check `{check.name}` can't be used: {unloadable}"
            yield Fault(unloadable.at or check.at, "check-unusable", message, "`def a_check(request): …`")
