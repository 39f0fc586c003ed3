"""Importing: an OpenAPI document as a configuration that somebody reviews: a route an operation, or a section for all.

Fail closed: who may call is for a person to say. What the document says of it stands beside each route as a comment,
and a `require` that is left out is a fault.
"""

from collections.abc import Iterator

from domain.openapi.names import kebab, take
from domain.openapi.operations import Operation, Operations
from domain.openapi.pointers import members
from domain.openapi.servers import base_path
from domain.plan.operation_routes import pattern_of
from domain.spec.document import Document


def configuration(document: Document, *, file: str, upstream: str, target: str, prefix: str | None, short: bool) -> str:
    """YAML, not formatted yet. `file` is the document's, as the configuration is to name it."""
    found = Operations(document)
    head = [
        "version: 1",
        "",
        "# Who may call is yours to say: `limen check` names every place where it is missing.",
        f'upstreams: {{{upstream}: {{targets: [{{url: "{target}"}}], openapi: "{file}"}}}}',
        "",
    ]
    body = _section(found, upstream, prefix) if short else _routes(found, document, upstream, prefix)
    return "\n".join([*head, *body]) + "\n"


def _section(found: Operations, upstream: str, prefix: str | None) -> Iterator[str]:
    guide = "scopes" if any(_scopes(one) for one in found.all) else "tags"
    yield "from_openapi:"
    yield f"  {upstream}:"
    yield f"    upstream: {upstream}"
    if prefix is not None:
        yield f'    prefix: "{prefix}"'
    yield f"    require_by: {guide}"
    if guide == "tags":
        yield "    # require:"
        yield from (
            f"    #   {tag}: {{role: …}}" for tag in dict.fromkeys(tag for one in found.all for tag in one.tags)
        )


def _routes(found: Operations, document: Document, upstream: str, prefix: str | None) -> Iterator[str]:
    base = base_path(document)
    begin = base if prefix is None else prefix.rstrip("/")
    taken: set[str] = set()
    yield "routes:"
    for one in found.all:
        path = pattern_of(one.path)
        rewrite = f', rewrite: "{base}{path}"' if begin != base else ""
        contract = one.id if one.id and one.id.isalnum() else f'"{one.name}"'
        yield f"  # {_said(one)}"
        yield (
            f'  {take(kebab(one.name), taken)}: {{match: "{one.method} {begin}{path}", to: {upstream}{rewrite}, '
            f"contract: {contract}}}  # require: …"
        )


def _said(operation: Operation) -> str:
    """What the document says of who may call, on one line."""
    scopes, summary = _scopes(operation), str(operation.spec.value.get("summary") or "")
    tags = f"tags: {', '.join(operation.tags)}" if operation.tags else ""
    needs = f"scopes: {', '.join(scopes)}" if scopes else ""
    told = "; ".join(filter(None, (summary, tags, needs))) or operation.name
    return "".join(letter if letter.isprintable() else " " for letter in told)[:160]


def _scopes(operation: Operation) -> list[str]:
    security = operation.spec.value.get("security", operation.spec.document.value.get("security"))
    listed = [scopes for one in security for scopes in members(one).values()] if isinstance(security, list) else []
    return list(dict.fromkeys(str(scope) for scopes in listed if isinstance(scopes, list) for scope in scopes))
