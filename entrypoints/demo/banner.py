"""What the demo prints when it is up: where things are, a token for each role, and calls to try.

Plain text without wrapping or colours: a call is one line to copy, with the token in it, under a line that says what
it answers. The tokens come through the gateway, so a banner also proves that it forwards.
"""

import http.client
import json
from urllib.parse import urlencode

from entrypoints.demo.ports import Ports

USERS = ("viewer", "manager", "admin")
TIMEOUT_S = 5.0


class SignInError(Exception):
    """The gateway did not forward a sign-in, or identity did not grant it."""


def fetch_tokens(port: int) -> dict[str, str]:
    """A token for each demo user, from POST /auth/token of the gateway. Raises SignInError."""
    return {user: _sign_in(port, user) for user in USERS}


def banner(ports: Ports, tokens: dict[str, str], folder: str) -> str:
    gateway = f"http://127.0.0.1:{ports.gateway}"
    return "\n".join(
        [
            "Limen is up. Ctrl-C ends it.",
            "",
            f"  gateway   {gateway}",
            f"  docs      {gateway}/docs",
            f"  identity  http://127.0.0.1:{ports.identity}/docs",
            f"  orders    http://127.0.0.1:{ports.orders}/docs",
            f"  users     http://127.0.0.1:{ports.users}/docs",
            f"  logs      {folder}/*.log",
            "",
            f"A token for each role, for fifteen minutes (anew: POST {gateway}/auth/token, password demo):",
            "",
            *(f"  {user:<8}  {token}" for user, token in tokens.items()),
            "",
            "Calls to try:",
            "",
            *calls(gateway, tokens),
        ]
    )


def calls(gateway: str, tokens: dict[str, str]) -> list[str]:
    """Lines in pairs: `# STATUS: what happens`, then the call."""
    viewer = f"-H 'Authorization: Bearer {tokens['viewer']}'"
    order = """-H 'Content-Type: application/json' -d '{"customer": "Ada", "item": "teapot", "quantity": 1}'"""
    manager = f"-H 'Authorization: Bearer {tokens['manager']}'"
    wrong = """-H 'Content-Type: application/json' -d '{"customer": "", "item": "teapot", "quantity": 0}'"""
    return [
        "# 200: the viewer lists orders",
        f"curl -i '{gateway}/orders?page=1&size=3' {viewer}",
        "# 200: who the viewer is, what they ordered and what that is, of two services in one answer",
        f"curl -i '{gateway}/me/overview' {viewer}",
        "# 422: an order that is wrong in two places is told of each, and never gets to the service",
        f"curl -i -X POST '{gateway}/orders' {manager} {wrong}",
        "# 401: nobody lists orders without a token",
        f"curl -i '{gateway}/orders'",
        "# 403: the viewer may not place an order",
        f"curl -i -X POST '{gateway}/orders' {viewer} {order}",
        "# 404: no route leads there",
        f"curl -i '{gateway}/nowhere' {viewer}",
    ]


def _sign_in(port: int, user: str) -> str:
    form = urlencode({"grant_type": "password", "username": user, "password": "demo"})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
    try:
        connection.request("POST", "/auth/token", form, {"content-type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        said = answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise SignInError(f"POST /auth/token answered {answer.status}: {said.decode(errors='replace')}")
        return str(json.loads(said)["access_token"])
    except (OSError, http.client.HTTPException, ValueError, KeyError) as broken:
        raise SignInError(f"POST /auth/token: {broken!r}") from broken
    finally:
        connection.close()
