"""What editors say of a route's `contract`."""

from adapters.config.models_contract import ContractModel
from adapters.config.schema.words import Said

CONTRACT: Said = {
    ContractModel: {
        "": ("What may be asked, and what is answered; a plain text is an operation of the upstream's document.",),
        "operation": (
            "An operation of the upstream's document: its id, or method and path.",
            "placeOrder",
            "POST /orders",
        ),
        "path": ("Parameters of the path, each with its schema.", {"order_id": {"type": "integer"}}),
        "query": (
            "Parameters of the query, each with its schema, or with more about it.",
            {"page": {"type": "integer", "minimum": 1}},
            {"tags": {"schema": {"type": "array", "items": {"type": "string"}}, "style": "pipeDelimited"}},
        ),
        "headers": (
            "Header fields, each with its schema.",
            {"x-tenant": {"required": True, "schema": {"type": "string"}}},
        ),
        "cookies": ("Cookies, each with its schema.", {"theme": {"enum": ["dark", "light"]}}),
        "body": (
            "The body's schema, written here or in a file; or by media type.",
            "order.schema.json",
            {"types": {"application/json": "order.schema.json", "application/x-www-form-urlencoded": True}},
        ),
        "answers": ("Schemas of answers, by status.", {"200": "order.schema.json", "4XX": True}),
        "requests": ("What becomes of a request that breaks the contract.", "report"),
        "check_answers": ("What becomes of an answer that breaks it.", "report"),
        "sample": ("Which part of the answers is looked at; all of them unless written.", "10%"),
        "unknown_query": ("What becomes of query parameters that nobody described.", "refuse"),
        "checks": ("Python functions for what a schema cannot say.", ["checks.py:quantity_in_stock"]),
    },
}
