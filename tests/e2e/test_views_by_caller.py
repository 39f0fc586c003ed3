"""A running gateway shows each caller what they may call, and a bad token is refused: by real tokens, over a socket."""

from pathlib import Path

import pytest

from tests.e2e.serving import Served, call
from tests.fakes.signer import SECRET, Signer

pytestmark = pytest.mark.e2e
CONFIG = f"""
version: 1
identity:
  issuers:
    main: {{issuer: "https://idp.example", audience: [shop], keys: {{secret: "{SECRET.decode()}"}},
           algorithms: [HS256], claims: {{roles: roles}}}}
permissions: {{roles: {{viewer: {{}}, manager: {{inherits: [viewer]}}}}}}
defaults: {{issuer: main}}
routes:
  list: {{match: GET /orders, respond: {{text: a}}, require: {{role: viewer}}}}
  drop: {{match: DELETE /orders, respond: {{text: a}}, require: {{role: manager}}}}
  news: {{match: GET /news, respond: {{text: a}}, require: public}}
portal: {{view: caller}}
"""


def bearer(*roles: str) -> dict[str, str]:
    claims = {"iss": "https://idp.example", "aud": "shop", "sub": "ada", "exp": 4_000_000_000, "roles": roles}
    return {"authorization": f"Bearer {Signer('HS256', SECRET).token(claims)}"}


def test_each_caller_sees_what_they_may_call(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    file.write_text(CONFIG)
    with Served(tmp_path, file) as gateway:
        seen = {}
        for name, headers in (("nobody", {}), ("viewer", bearer("viewer")), ("manager", bearer("manager"))):
            answer = call(gateway.port, "GET", "/openapi.json", headers=headers)
            assert (answer.status, answer.headers["vary"]) == (200, "authorization")
            paths = answer.json()["paths"]
            seen[name] = [f"{method} {path}" for path in ("/orders", "/news") for method in paths.get(path, ())]
        refused = call(gateway.port, "GET", "/openapi.json", headers={"authorization": "Bearer forged"})
    assert seen == {
        "nobody": ["get /news"],
        "viewer": ["get /orders", "get /news"],
        "manager": ["get /orders", "delete /orders", "get /news"],
    }
    assert (refused.status, refused.json()["reason"]) == (401, "token-malformed")
