"""Contracts: an operation compiled: which parameters and bodies it takes, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from domain.contract.schema import Schema
from domain.spec.check import Check
from domain.spec.document import OperationSpec
from domain.spec.place import Place


class Where(Enum):
    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"


class Mode(Enum):
    ENFORCE = "enforce"
    REPORT = "report"  # told in the log, and let through
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Parameter:
    """How a value is written, as OpenAPI 3.1 says it (4.8.12)."""

    name: str
    where: Where
    schema: Schema | None  # None: anything
    is_required: bool = False
    style: str = "form"
    explodes: bool = False
    media_type: str | None = None  # the value is a document of this type, in place of a style


@dataclass(frozen=True, slots=True)
class BodyTerms:
    """By media type or range, in lower case; None: anything of that type."""

    contents: Mapping[str, Schema | None]
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Contract:
    at: Place
    operation: OperationSpec  # for whoever describes it: summary, descriptions, examples
    own: OperationSpec | None = None  # what the route says beside it; None: nothing, or `operation` is its own
    parameters: tuple[Parameter, ...] = ()
    body: BodyTerms | None = None  # None: bodies are not looked at
    answers: Mapping[str, BodyTerms] = field(default_factory=dict)  # by status: `200`, `4XX`, `default`
    requests: Mode = Mode.ENFORCE
    answer_mode: Mode = Mode.IGNORE
    sample: float = 1.0  # which part of the answers is looked at, from 0 to 1
    refuses_unknown: bool = False  # query parameters that nobody described
    checks: tuple[Check, ...] = ()
