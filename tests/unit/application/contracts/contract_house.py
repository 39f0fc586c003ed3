"""A gateway with contracts in force, by the real schemas: what tests of requests and answers at the edge stand on."""

import json
from typing import Any

from application.reply import Reply
from domain.message.headers import Headers
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import CONFIG, House

CONTRACTS = """
routes:
  place:
    match: "POST /place/{shop}"
    to: orders
    require: public
    contract:
      path: {shop: {type: integer}}
      query: {page: {type: integer, minimum: 1}, tags: {type: array, items: {type: string}}}
      headers: {x-tenant: {required: true, schema: {type: string}}}
      cookies: {theme: {enum: [dark, light]}}
      body:
        types:
          application/json: {type: object, required: [sku], properties: {sku: {type: string}, "n": {type: integer}}}
          application/x-www-form-urlencoded: {type: object, properties: {"n": {type: integer}}}
      answers: {200: {type: object, required: [id]}}
      unknown_query: refuse
  told:
    match: "POST /told"
    to: orders
    require: public
    contract: {requests: report, body: {type: object}, query: {page: {type: integer}}}
  enforced: {match: "GET /enforced", to: orders, require: public, contract: {check_answers: enforce, answers: &A {}}}
"""
ANSWERS = "answers: {200: {type: object, required: [id]}, 204: true}"
TEXT = CONFIG.replace("body_limit: 10B", "body_limit: 64B").replace(
    "\nroutes:",
    CONTRACTS.replace("answers: &A {}", ANSWERS)
    + f"""  watched:
    match: "GET /watched"
    to: orders
    require: public
    contract: {{check_answers: report, sample: 50%, {ANSWERS}}}
""",
)
JSON: Headers = [(b"content-type", b"application/json")]
TENANT: Headers = [(b"x-tenant", b"acme")]


def house(answer: ScriptedAnswer | None = None) -> House:
    one = House(TEXT)
    if answer is not None:
        one.orders.outcomes[:] = [answer]
    return one


async def posted(one: House, target: bytes, body: bytes, *headers: tuple[bytes, bytes]) -> Reply:
    length = [(b"content-length", b"%d" % len(body))]
    return await one.ask("POST", target, body, headers=[*headers, *length])


def told(reply: Reply) -> tuple[int, str, list[dict[str, Any]]]:
    document = json.loads(reply.body)
    return reply.status, document["reason"], document.get("errors", [])


def answering(status: int, body: bytes, kind: bytes = b"application/json") -> ScriptedAnswer:
    return ScriptedAnswer(status, [(b"content-type", kind)], (body,))
