"""The forms that hold each other: requirements and what they compare, sources of keys, what upstreams are told."""

from adapters.config import introductions, texts, times
from adapters.config.schema.words import (
    PRINTABLE,
    Schema,
    either,
    keys,
    list_of,
    mapping,
    one_key,
    one_of,
    ref,
    replaceable,
    text,
    told,
    whole,
)
from domain.permissions.hours import DAYS

_TOKEN = whole(texts.TOKEN.pattern)
_HOUR = replaceable(text(whole(times.HOUR.pattern), 'from "00:00" to "24:00"'))
_MOMENT = replaceable(
    text(
        "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?"
        "(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$",
        'like "2026-12-24T18:00:00Z", with Z or an offset',
    )
)
_METHODS = r"(?!\*\s)[^\s/,]+(?:,[^\s/,]+)*\s+"
_COMPARABLE = text(r"^[^{}]*$|^\{[^{}]*\}$", 'a text, or "{name}" alone')

_COMPARED = "What the value is compared with; a value in its place is what it equals."
_NETWORKS = "Callers from one of these networks."
_REQUIRED = {
    "role": told(ref("word"), "Who has this role, or one that inherits it.", "manager"),
    "permission": told(ref("word"), "Who has a role that grants this, or a token that states it.", "orders:read"),
    "subject": told(ref("word"), "Whose subject is this parameter of the path.", "{user_id}"),
    "claim": told(
        mapping(ref("comparison"), r"[\s\S]", 1),
        "Whose token states this; several must all hold.",
        {"tenant": "acme"},
        {"groups": {"contains": "staff"}},
    ),
    "header": told(mapping(ref("comparison"), _TOKEN, 1), "Requests with this header.", {"x-stage": "beta"}),
    "client": told(ref("words"), _NETWORKS, ["10.0.0.0/8"]),
    "time": told(ref("hours"), "Calls at these hours, or between these moments.", {"from": "08:00", "until": "18:00"}),
    "policy": told(ref("word"), "Whom the policy of this name in `permissions.policies` lets in.", "staff-only"),
    "any_of": told(list_of(ref("requirement")), "Whom one of the list lets in.", [{"role": "a"}, {"role": "b"}]),
    "all_of": told(list_of(ref("requirement")), "Whom all of the list let in.", [{"role": "a"}, {"role": "b"}]),
    "not": told(ref("requirement"), "Who is identified, and whom the other does not let in.", {"role": "guest"}),
}
_TESTS = {
    "equals": told(ref("operand"), "It is this.", "{tenant_id}", {"header": "x-tenant"}),
    "in": told(list_of(ref("operand")), "It is one of these.", ["eu", "us"]),
    "contains": told(ref("operand"), "It has this in a list, or as a word of a text.", "staff"),
    "matches": told(ref("word"), "It is a text like this; `*` is any run of characters.", "*@shop.example"),
    "present": told(ref("flag"), "It is there at all; `false`: it is not.", *[True]),
}
_OPERANDS = {
    "header": told(ref("token"), "What this header of the request says.", "x-tenant"),
    "literal": told(
        either(ref("plain"), {"type": "string"}), "These letters, whatever braces are among them.", "{not_a_name}"
    ),
}
_HOURS = {
    "from": told(_HOUR, "The first minute of the day.", "08:00"),
    "until": told(_HOUR, "The minute that is no more.", "18:00"),
    "days": told(list_of(one_of(DAYS)), "Only on these days.", ["mon", "tue", "wed", "thu", "fri"]),
    "zone": told(
        replaceable(text(whole(f"UTC|{times.OFFSET.pattern}"), 'UTC, or an offset like "+01:00"')),
        "Whose clock it is; `UTC` unless written.",
        "+01:00",
    ),
    "after": told(_MOMENT, "Not before this moment.", "2026-12-01T00:00:00Z"),
    "before": told(_MOMENT, "No more from this moment on.", "2027-01-01T00:00:00Z"),
}
_SOURCES = {
    "jwks": told(ref("word"), "The address of a JWK set.", "https://idp.example/keys"),
    "jwks_file": told(ref("word"), "A JWK set in a file.", "keys/idp.json"),
    "pem_file": told(ref("word"), "A file of 1 to 8 public keys or certificates in PEM.", "keys/idp.pem"),
    "secret": told(
        ref("secret"), "A shared secret, or a file that holds it.", "${JWT_SECRET}", {"file": "secrets/jwt"}
    ),
}
_CLAIM_TOLD = {"claim": told(ref("word"), "What the claim at this path states.", "org.id")}
_KEY_FILE = {"file": told(ref("word"), "A file with such a list below `keys`; followed while it changes.", "keys.yaml")}

DEFINITIONS: dict[str, Schema] = {
    "requirement": either(
        {"enum": ["public", "authenticated"], "description": "Everybody; or everybody with a token that is accepted."},
        ref("required"),
        ref("variable"),
    ),
    "required": {**one_key(_REQUIRED), "description": "Who may call: one of these, or a tree of them."},
    "access": mapping(either(ref("required"), ref("word"))),
    "comparison": either(
        ref("plain"), _COMPARABLE, ref("variable"),
        {**one_key(_TESTS), "description": _COMPARED},
    ),
    "operand": either(
        ref("plain"), _COMPARABLE, ref("variable"), one_key(_OPERANDS)
    ),
    "plain": {"type": ["integer", "boolean"]},
    "stated": either(
        {"type": ["string", "integer", "boolean"]}, list_of({"type": ["string", "integer", "boolean"]})
    ),
    "hours": {**keys(_HOURS), "description": "Hours of the day, days of the week, moments; all that is written holds."},
    "issuer-keys": either(
        replaceable({"const": "discover", "description": "By ISSUER/.well-known/openid-configuration."}),
        one_key(_SOURCES),
    ),
    "key-source": either(list_of(ref("api-key")), one_key(_KEY_FILE)),
    "introduction": either(one_of(introductions.WORDS), one_key(_CLAIM_TOLD)),
    "short-match": replaceable(
        text(f"^(?:{_METHODS})?/{PRINTABLE}*$", '"GET /orders", "GET,POST /orders", or "/orders" for every method')
    ),
}  # fmt: skip
