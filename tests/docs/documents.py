"""The document that the pages name: `orders.openapi.json`, as small as one of a real service can be."""

import json
from typing import Any

_ORDER: dict[str, Any] = {
    "type": "object",
    "required": ["item", "quantity"],
    "properties": {"item": {"type": "string"}, "quantity": {"type": "integer", "minimum": 1}},
}
_ID = {"name": "order_id", "in": "path", "required": True, "schema": {"type": "integer"}}
_REF = {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}


def _operation(name: str, scope: str, status: str = "200", **more: Any) -> dict[str, Any]:
    security = [{"oauth": [scope]}]
    answers = {status: {"description": "As asked.", "content": _REF}}
    return {"operationId": name, "tags": ["orders"], "security": security, **more, "responses": answers}


ORDERS: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Orders", "version": "1.0.0"},
    "paths": {
        "/orders": {
            "get": _operation("listOrders", "orders:read"),
            "post": _operation("placeOrder", "orders:write", "201", requestBody={"required": True, "content": _REF}),
        },
        "/orders/{order_id}": {"parameters": [_ID], "get": _operation("readOrder", "orders:read")},
    },
    "components": {
        "schemas": {"Order": _ORDER},
        "securitySchemes": {
            "oauth": {
                "type": "oauth2",
                "flows": {
                    "clientCredentials": {"tokenUrl": "/token", "scopes": {"orders:read": "", "orders:write": ""}}
                },
            }
        },
    },
}
ORDERS_TEXT = json.dumps(ORDERS)
