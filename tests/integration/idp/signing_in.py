"""Somebody signs in at the real issuer: the authorization code flow (RFC 6749, 4.1; RFC 7636), by plain requests.

What a browser would do: follow redirects, keep cookies, fill in the page that asks who one is and the one that asks for
consent. It ends where the issuer sends the browser away with a code.
"""

import http.client
import re
from base64 import urlsafe_b64encode
from hashlib import sha256
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

VERIFIER = "a code verifier of at least forty-three letters".replace(" ", "-")
REDIRECT = "https://shop.example/signed-in"
_PROMPT = re.compile(r'name="prompt" value="(\w+)"')
_MOST_STEPS = 20


class Browser:
    """Keeps cookies by name: the issuer's pages use one of a name at a time."""

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer
        self._cookies: dict[str, str] = {}

    def code(self, user: str, **asked: str) -> str:
        address, form = f"{self._issuer}/auth?{urlencode(asked)}", ""
        for _ in range(_MOST_STEPS):
            location, page = self._ask(address, form)
            if location and not location.startswith(self._issuer):
                return _code_in(location)
            prompt = _PROMPT.search(page)
            assert location or prompt, page
            form = (
                "" if location else urlencode({"prompt": prompt[1] if prompt else "", "login": user, "password": "any"})
            )
            address = location or address
        raise AssertionError(f"no code after {_MOST_STEPS} steps")

    def _ask(self, address: str, form: str) -> tuple[str, str]:
        """Where it leads, if anywhere, and the page."""
        place = urlsplit(address)
        headers = {"cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if form:
            headers["content-type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(place.netloc, timeout=20)
        try:
            connection.request("POST" if form else "GET", f"{place.path}?{place.query}", form or None, headers)
            response = connection.getresponse()
            self._keep(response.headers.get_all("set-cookie", []))
            return urljoin(address, response.headers.get("location", "")) if response.status in (
                302,
                303,
            ) else "", response.read().decode()
        finally:
            connection.close()

    def _keep(self, fields: list[str]) -> None:
        for field in fields:
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(field).items()}


def challenge() -> str:
    return urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


def _code_in(location: str) -> str:
    said = parse_qs(urlsplit(location).query)
    assert "code" in said, location
    return said["code"][0]
