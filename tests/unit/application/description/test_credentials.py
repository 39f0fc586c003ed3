"""Keys and certificates in the generated document: how they are sent, and what refuses them; none of their values."""

import json
from hashlib import sha256

from application.description.document import describe
from tests.unit.application.house import plan_of

DIGEST = sha256(b"limen_a").hexdigest()
CONFIG = f"""
version: 1
server: {{trusted_proxies: [10.0.0.0/8]}}
identity:
  api_keys: {{partners: {{header: X-Key, keys: [{{id: q7rkvspk, hash: sha256:{DIGEST}, owner: partner-a}}]}}}}
  certificates: {{mesh: {{header: x-forwarded-client-cert, subject: uri}}}}
upstreams: {{orders: {{targets: [{{url: "http://orders:8080"}}]}}}}
defaults: {{require: authenticated}}
routes:
  keys: {{match: GET /keys, to: orders, credentials: [partners]}}
  mesh: {{match: GET /mesh, to: orders, credentials: [mesh]}}
"""
DOCUMENT = json.loads(json.dumps(describe(plan_of(CONFIG))))


def test_a_key_is_sent_in_its_header_and_a_certificate_in_the_handshake() -> None:
    schemes = DOCUMENT["components"]["securitySchemes"]
    assert {name: value for name, value in schemes["partners"].items() if name != "description"} == {
        "type": "apiKey", "in": "header", "name": "x-key",
    }  # fmt: skip
    assert schemes["mesh"]["type"] == "mutualTLS"


def test_only_where_keys_are_taken_may_too_many_bad_ones_be_refused() -> None:
    answers = {path: set(item["get"]["responses"]) for path, item in DOCUMENT["paths"].items()}
    assert "429" in answers["/keys"]
    assert "429" not in answers["/mesh"]
    assert DOCUMENT["components"]["responses"]["Refusal429"]["headers"]["Retry-After"]


def test_no_key_no_hash_and_no_owner_is_in_the_document() -> None:
    assert not [word for word in (DIGEST, "q7rkvspk", "partner-a") if word in json.dumps(DOCUMENT)]
