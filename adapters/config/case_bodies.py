"""The body of a policy case: a text as it stands, or anything else as JSON, which then says that it is."""

from dataclasses import dataclass, replace

from adapters.config.json_body import read_json
from adapters.config.tree import Kind, Scalar, Value
from application.cases.written import AskedFor


@dataclass(frozen=True, slots=True)
class CaseBody:
    raw: bytes
    is_json: bool


def read_body(value: Value) -> CaseBody:
    if isinstance(value, Scalar) and value.kind is Kind.TEXT:
        return CaseBody(value.text.encode(), is_json=False)
    return CaseBody(read_json(value).encode(), is_json=True)


def carrying(request: AskedFor, body: CaseBody | None) -> AskedFor:
    if body is None:
        return request
    says = any(name == "content-type" for name, _ in request.headers) or not body.is_json
    own = () if says else (("content-type", "application/json"),)
    return replace(request, headers=(*request.headers, *own), body=body.raw)
