"""Problem: the schema of a refusal (RFC 9457), with an example; domain/message/refusal.py makes the real ones."""

from domain.message.reason import TOKEN_EXPIRED, Reason
from domain.message.refusal import PROBLEM_JSON, Refusal, problem

MEDIA_TYPE = PROBLEM_JSON.decode("ascii")
SCHEMA_REF = {"$ref": "#/components/schemas/Problem"}

_INSTANCE, _REQUEST_ID = "/orders/1", "0f8e5f3a6c7d4b219c1f5f0a7e3d2b64"

_DESCRIPTIONS = {
    "type": "What kind of problem this is: the address of a page about it, which ends in the reason.",
    "title": "The status in words; the same for every refusal with this status.",
    "status": "The HTTP status, for a reader who has only the body.",
    "detail": "What is wrong, in a sentence. For people: the wording may change.",
    "instance": "The path that was asked for.",
    "reason": "What kind of problem this is, in one word. For programs: once released, it never changes.",
    "request_id": "The handle of this call in the gateway's log; quote it when you ask for help.",
}


def example(reason: Reason) -> dict[str, object]:
    return problem(Refusal(reason), instance=_INSTANCE, request_id=_REQUEST_ID)


def problem_schema() -> dict[str, object]:
    properties = {name: _property(name, value) for name, value in example(TOKEN_EXPIRED).items()}
    return {
        "type": "object",
        "title": "Problem",
        "description": "A refusal: the answer that the gateway itself gives (RFC 9457).",
        "required": list(properties),
        "properties": properties,
    }


def _property(name: str, value: object) -> dict[str, object]:
    kind: dict[str, object] = {"type": "integer"} if isinstance(value, int) else {"type": "string"}
    if name in ("type", "instance"):
        kind["format"] = "uri-reference"
    return {**kind, "description": _DESCRIPTIONS[name], "examples": [value]}
