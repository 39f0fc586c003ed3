"""Documents as they are read from files, merged and offered: of two versions, of several files, recursive, alike."""

import json
from pathlib import Path
from typing import Any

import pytest

from entrypoints.demo.identity import identity_app
from entrypoints.demo.orders import orders_app
from entrypoints.demo.users import users_app
from tests.unit.application.description.offering import Read, answer, plan_in, schemas, valid

ORDERS = """
openapi: 3.0.3
info: {title: Orders, version: "1"}
paths:
  /v2/orders/{id}:
    parameters: [{$ref: "#/components/parameters/Id"}]
    get:
      operationId: readOrder
      summary: Read an order
      responses:
        "200": {$ref: "#/components/responses/Order"}
        "404":
          description: No such order.
          content: {application/json: {schema: {$ref: "#/components/schemas/Error"}}}
  /v2/orders:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Order"}
            example: {note: null}
      responses: {"201": {$ref: "#/components/responses/Order"}}
components:
  parameters:
    Id:
      {name: id, in: path, required: true, description: N., schema: {type: integer, minimum: 0, exclusiveMinimum: true}}
  responses:
    Order: {description: An order., content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
  schemas:
    Order:
      type: object
      properties:
        note: {type: string, nullable: true}
        parts: {type: array, items: {$ref: "#/components/schemas/Order"}}
    Error: {type: object, properties: {detail: {type: string}}}
    Unused: {type: string}
"""
USERS = """
openapi: 3.1.0
info: {title: Users, version: "1"}
paths:
  /users/{user}/orders/{nr}: {$ref: "parts/orders.yaml#/item"}
  /users/{user}:
    get:
      parameters: [{name: user, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: A user., content: {application/json: {schema: {$ref: "parts/user.json"}}}}
        default: {description: Whatever., content: {application/json: {schema: {$ref: "#/components/schemas/Error"}}}}
components: {schemas: {Error: {type: object, properties: {detail: {type: string}}}}}
"""
PARTS = """
item:
  get:
    parameters:
      - {name: user, in: path, required: true, schema: {type: string}}
      - {name: nr, in: path, required: true, schema: {type: integer}}
    responses:
      "200": {description: An order of a user., content: {application/json: {schema: {$ref: "#/Order"}}}}
Order: {type: object, properties: {of: {$ref: "user.json"}}}
"""
USER = {"type": "object", "properties": {"name": {"type": ["string", "null"]}, "friends": {"items": {"$ref": "#"}}}}
CONFIG = """
version: 1
upstreams:
  orders: {targets: [{url: "http://orders:8080"}], openapi: orders.yaml}
  users: {targets: [{url: "http://users:8080"}], openapi: users.yaml}
defaults: {require: public}
routes:
  one: {match: "GET /orders/{order_id}", to: orders, rewrite: "/v2/orders/{order_id}", contract: readOrder}
  new: {match: "POST /orders", to: orders, rewrite: "/v2/orders", contract: "POST /v2/orders"}
  theirs: {match: "GET /users/{who}/orders/{order}", to: users, contract: "GET /users/{user}/orders/{nr}"}
  user: {match: "GET /users/{user_id}", to: users, contract: "GET /users/{user}"}
"""


@pytest.fixture
def merged(tmp_path: Path) -> Read:
    (tmp_path / "parts").mkdir()
    texts = {
        "orders.yaml": ORDERS,
        "users.yaml": USERS,
        "parts/orders.yaml": PARTS,
        "parts/user.json": json.dumps(USER),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return valid(plan_in(tmp_path, CONFIG))


def test_two_upstreams_with_equal_component_names(merged: Read) -> None:
    assert {"orders.Order", "users.Order", "Error"} <= schemas(merged).keys()
    assert "Unused" not in schemas(merged)


def test_recursive_schemas(merged: Read) -> None:
    order = schemas(merged)["orders.Order"]["properties"]
    assert order["parts"]["items"] == {"$ref": "#/components/schemas/orders.Order"}
    (user,) = (name for name in schemas(merged) if "user" in name.lower() and name != "users.Order")
    assert schemas(merged)[user]["properties"]["friends"]["items"] == {"$ref": f"#/components/schemas/{user}"}


def test_a_document_of_3_0_beside_one_of_3_1(merged: Read) -> None:
    assert schemas(merged)["orders.Order"]["properties"]["note"] == {"type": ["string", "null"]}
    (number,) = merged["paths"]["/orders/{order_id}"]["get"]["parameters"]
    assert number["schema"] == {"type": "integer", "exclusiveMinimum": 0}


def test_relative_references(merged: Read) -> None:
    assert answer(merged, "/users/{who}/orders/{order}") == {"$ref": "#/components/schemas/users.Order"}


def test_path_parameters_of_the_same_place_with_other_names(merged: Read) -> None:
    paths = merged["paths"]
    asked = {path: [one["name"] for one in item["get"]["parameters"]] for path, item in paths.items() if "get" in item}
    assert asked == {
        "/orders/{order_id}": ["order_id"],
        "/users/{who}/orders/{order}": ["who", "order"],
        "/users/{user_id}": ["user_id"],
    }
    assert paths["/orders/{order_id}"]["get"]["parameters"][0]["description"] == "N."


def test_words_and_examples_are_kept(merged: Read) -> None:
    assert merged["paths"]["/orders/{order_id}"]["get"]["summary"] == "Read an order"
    body = merged["paths"]["/orders"]["post"]["requestBody"]["content"]["application/json"]
    assert body == {"schema": {"$ref": "#/components/schemas/orders.Order"}, "example": {"note": None}}


def test_an_upstreams_404_is_beside_the_gateways_own(merged: Read) -> None:
    told = merged["paths"]["/orders/{order_id}"]["get"]["responses"]["404"]
    assert set(told["content"]) == {"application/json", "application/problem+json"}
    assert told["description"].startswith("No such order.")


DEMO = """
version: 1
upstreams:
  identity: {targets: [{url: "http://identity:8080"}], openapi: identity.json}
  orders: {targets: [{url: "http://orders:8080"}], openapi: orders.json}
  users: {targets: [{url: "http://users:8080"}], openapi: users.json}
defaults: {require: public}
routes:
  sign-in: {match: "POST /auth/token", to: identity, rewrite: "/token", contract: "POST /token"}
  list-orders: {match: "GET /orders", to: orders, contract: "GET /orders"}
  new-order: {match: "POST /orders", to: orders, contract: "POST /orders"}
  order: {match: "GET /orders/{order}", to: orders, contract: "GET /orders/{order_id}"}
  edit-order: {match: "PUT /orders/{order}", to: orders, contract: "PUT /orders/{order_id}"}
  list-users: {match: "GET /users", to: users, contract: "GET /users"}
  user: {match: "GET /users/{user}", to: users, contract: "GET /users/{user_id}"}
  change-user: {match: "PATCH /users/{user}", to: users, contract: "PATCH /users/{user_id}"}
"""


def test_the_demo_services_become_one_document(tmp_path: Path) -> None:
    apps = {
        "identity": identity_app("http://localhost"),
        "orders": orders_app(tmp_path / "orders.sqlite"),
        "users": users_app(tmp_path / "users.sqlite"),
    }
    for name, app in apps.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(app.openapi()))
    found: Any = valid(plan_in(tmp_path, DEMO))
    assert {"Order", "User", "HTTPValidationError", "ValidationError"} <= schemas(found).keys()
    assert not [name for name in schemas(found) if "." in name and name != "orders.Problem"]
    assert "422" in found["paths"]["/orders"]["get"]["responses"]
