"""Routes that are made of several calls, and routes that answer in another shape, are described as they answer."""

from pathlib import Path
from typing import Any

from tests.unit.application.description.offering import Read, answer, plan_in, schemas, valid

CONFIG = """
version: 1
upstreams:
  orders: {targets: [{url: "http://orders:8080"}]}
  users: {targets: [{url: "http://users:8080"}], openapi: users.yaml}
defaults: {require: public}
routes:
  overview:
    match: "GET,HEAD /overview/{user}"
    compose:
      parts:
        profile: {from: users, get: "/users/{user}"}
        orders: {from: orders, get: "/orders?customer={user}", optional: true}
  told:
    match: "GET /told"
    compose: {parts: {profile: {from: users, get: "/users/1"}}}
    contract: {answers: {200: {type: object, required: [profile]}}}
  user:
    match: "GET /users/{user_id}"
    to: users
    contract: "GET /users/{user_id}"
    shape: {pick: [name, home.town], rename: {name: called}, wrap: data}
"""
USERS = """
openapi: 3.1.0
info: {title: Users, version: "1"}
paths:
  /users/{user_id}:
    get:
      parameters: [{name: user_id, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: A user., content: {application/json: {schema: {$ref: "#/components/schemas/User"}}}}
        "404": {description: None., content: {application/json: {schema: {$ref: "#/components/schemas/Error"}}}}
        default: {description: More., content: {application/json: {schema: {$ref: "#/components/schemas/Error"}}}}
components:
  schemas:
    Error: {type: object, properties: {detail: {type: string}}}
    Secret: {type: string}
    Home: {type: object, properties: {town: {type: string}, code: {$ref: "#/components/schemas/Secret"}}}
    User:
      type: object
      required: [name, mail]
      properties:
        name: {type: string}
        mail: {$ref: "#/components/schemas/Secret"}
        home: {$ref: "#/components/schemas/Home"}
"""


def described(folder: Path) -> Read:
    (folder / "users.yaml").write_text(USERS)
    return valid(plan_in(folder, CONFIG))


def test_a_composition_is_an_object_with_its_parts_and_says_what_is_missing(tmp_path: Path) -> None:
    told: Any = described(tmp_path)["paths"]["/overview/{user}"]["get"]["responses"]
    assert list(told["200"]["headers"]) == ["x-limen-partial"]
    schema = told["200"]["content"]["application/json"]["schema"]
    assert (list(schema["properties"]), schema["required"]) == (["profile", "orders", "problems"], ["profile"])
    assert sorted(told) == ["200", "400", "401", "403", "404", "414", "429", "431", "500", "502", "503", "504"]


def test_a_composition_that_has_a_contract_is_described_by_it(tmp_path: Path) -> None:
    found = described(tmp_path)
    assert answer(found, "/told")["required"] == ["profile"]
    assert "default" not in found["paths"]["/told"]["get"]["responses"]


def test_an_answer_to_head_has_no_body(tmp_path: Path) -> None:
    assert "content" not in described(tmp_path)["paths"]["/overview/{user}"]["head"]["responses"]["200"]


def test_an_answer_is_described_in_the_shape_in_which_it_goes_out(tmp_path: Path) -> None:
    found = described(tmp_path)
    told = found["paths"]["/users/{user_id}"]["get"]["responses"]
    data = answer(found, "/users/{user_id}")["properties"]["data"]
    assert data == {
        "type": "object",
        "properties": {
            "called": {"type": "string"},
            "home": {"type": "object", "properties": {"town": {"type": "string"}}},
        },
        "required": ["called"],
    }
    assert told["404"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Error"}
    assert len(told["default"]["content"]["application/json"]["schema"]["anyOf"]) == 2


def test_what_a_shape_leaves_out_is_not_told_either(tmp_path: Path) -> None:
    assert list(schemas(described(tmp_path))) == ["Error"]
