"""Reading a described document in tests: dotted ways in, and the validator's word on it."""

from typing import Any

from openapi_spec_validator import OpenAPIV31SpecValidator

from application.description.document import describe
from domain.plan.plan import Plan
from domain.spec.route import RouteSpec
from tests.unit.application.description.tables import plan

Document = dict[str, Any]


def described(*routes: RouteSpec) -> Document:
    """A valid document of `routes`."""
    return valid(plan(*routes))


def valid(compiled: Plan | None) -> Document:
    document: Document = describe(compiled)
    OpenAPIV31SpecValidator(document).validate()
    return document


def operations(document: Document) -> dict[tuple[str, str], Document]:
    """By method and path."""
    return {
        (method.upper(), path): operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method not in ("parameters", "description")
    }
