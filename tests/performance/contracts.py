"""What contracts cost: a large document loaded, with every schema of a body and a parameter compiled.

`python -m tests.performance.contracts`: the figures, and 1 where the document took longer than it may.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from json import dumps
from pathlib import Path

import jsonschema_rs

from adapters.config.yaml_source import YamlConfigSource
from application.compiling import compiled
from domain.openapi.operations import Operations
from domain.plan.plan import Plan
from domain.spec.document import Document, Json
from tests.performance.large_document import document

OPERATIONS, SCHEMAS = 500, 300
MAY_TAKE = 2.0  # seconds (issue 7, 3)
ROUNDS = 5
CONFIG = """\
version: 1
identity:
  issuers:
    main: {issuer: "https://idp.example", audience: [large], keys: discover, algorithms: [RS256]}
upstreams: {large: {targets: [{url: "http://large:8080"}], openapi: large.json}}
defaults: {require: authenticated}
from_openapi: {large: {upstream: large, prefix: /large, require_by: table}}
"""


def loaded(path: Path) -> Plan:
    edition = YamlConfigSource(path, {}).read()
    plan = compiled(edition)
    assert isinstance(plan, Plan), plan
    return plan


def compile_all(found: Document) -> int:
    registry = jsonschema_rs.Registry([(found.uri, dict(found.value))])
    count = 0
    for schema in _schemas(found):
        jsonschema_rs.validator_for(
            {"$id": f"{found.uri}/made", "allOf": [_absolute(schema, found)]}, registry=registry
        )
        count += 1
    return count


def _absolute(schema: Json, found: Document) -> Json:
    is_reference = isinstance(schema, dict) and "$ref" in schema
    return {"$ref": f"{found.uri}{schema['$ref']}"} if isinstance(schema, dict) and is_reference else schema


def _schemas(found: Document) -> Iterator[Json]:
    for operation in Operations(found).all:
        value = operation.spec.value
        parameters, body = value.get("parameters"), value.get("requestBody")
        yield from (
            (one["schema"] for one in parameters if isinstance(one, dict)) if isinstance(parameters, list) else ()
        )
        if isinstance(body, dict):
            content = body["content"]
            assert isinstance(content, dict)
            yield from (media["schema"] for media in content.values() if isinstance(media, dict))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gateway.yaml"
        path.write_text(CONFIG)
        text = dumps(document(OPERATIONS, SCHEMAS), indent=1)
        (path.parent / "large.json").write_text(text)
        took: list[tuple[float, float]] = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            plan = loaded(path)
            read = time.perf_counter()
            found = plan.upstreams["large"].document
            assert found is not None
            compile_all(found)
            took.append((read - began, time.perf_counter() - read))
    reading, compiling = (statistics.median(one) for one in zip(*took, strict=True))
    print(f"{OPERATIONS} operations, {SCHEMAS} schemas, {len(text) // 1024} KiB:")
    print(
        f"read, routes made, plan compiled in {reading:.2f} s; schemas of bodies and parameters in {compiling:.2f} s;"
    )
    print(f"together {reading + compiling:.2f} s; it may take {MAY_TAKE} s")
    sys.exit(reading + compiling > MAY_TAKE)


if __name__ == "__main__":
    main()
