"""A large API, made: operations, schemas that refer to each other and to themselves, as the public ones have them.

`python -m tests.performance.large_document 500 300 20` prints one; without the 20 all schemas lead to each other.
"""

import json
import sys
from typing import Any


def document(operations: int = 500, schemas: int = 300, group: int | None = None) -> dict[str, Any]:
    """Schemas of a `group` lead to each other; without, all of them do."""
    paths: dict[str, Any] = {}
    for number in range(operations):
        resource, kind = divmod(number, 5)
        name = f"things-{resource}"
        path = f"/{name}" if kind < 2 else f"/{name}/{{thing_id}}"
        method = ("get", "post", "get", "put", "delete")[kind]
        paths.setdefault(path, {})[method] = _operation(number, method, "{" in path, schemas)
    return {
        "openapi": "3.0.3",
        "info": {"title": "A large one", "version": "1"},
        "servers": [{"url": "https://large.example/api/v1"}],
        "paths": paths,
        "components": {
            "schemas": {f"Schema{number}": _schema(number, schemas, group or schemas) for number in range(schemas)},
            "parameters": {"page": _parameter("page", "query", {"type": "integer", "minimum": 1, "nullable": True})},
        },
    }


def _operation(number: int, method: str, has_id: bool, schemas: int) -> dict[str, Any]:
    ref = {"$ref": f"#/components/schemas/Schema{number % schemas}"}
    content = {"application/json": {"schema": ref}}
    parameters = [_parameter("thing_id", "path", {"type": "integer"})] if has_id else []
    body = {"requestBody": {"required": True, "content": content}} if method in {"post", "put"} else {}
    return {
        "operationId": f"operation{number}",
        "tags": [f"tag{number % 20}"],
        "summary": f"What operation {number} does",
        "description": "A sentence or two that somebody wrote about it, as the descriptions of large APIs are. " * 3,
        "parameters": [*parameters, {"$ref": "#/components/parameters/page"}],
        **body,
        "responses": {
            "200": {"description": "As asked.", "content": content},
            "404": {"description": "There is none.", "content": content},
        },
    }


def _schema(number: int, schemas: int, group: int) -> dict[str, Any]:
    properties: dict[str, Any] = {
        f"field{field}": {
            "type": "string",
            "maxLength": 100,
            "description": f"Field {field}",
            "nullable": True,
            "example": "x",
        }
        for field in range(12)
    }
    properties["self"] = {"$ref": f"#/components/schemas/Schema{number}"}
    properties["others"] = {
        "type": "array",
        "items": {"$ref": f"#/components/schemas/Schema{_near(number, 1, group) % schemas}"},
    }
    properties["one"] = {
        "oneOf": [{"$ref": f"#/components/schemas/Schema{_near(number, 7, group) % schemas}"}, {"type": "integer"}]
    }
    return {"type": "object", "required": ["field0"], "properties": properties, "additionalProperties": False}


def _near(number: int, steps: int, group: int) -> int:
    """Another of its group."""
    return number // group * group + (number + steps) % group


def _parameter(name: str, where: str, schema: dict[str, Any]) -> dict[str, Any]:
    needed = {"required": True} if where == "path" else {}
    return {"name": name, "in": where, **needed, "schema": schema}


if __name__ == "__main__":
    print(json.dumps(document(*map(int, sys.argv[1:])), indent=1))
