"""Cookies: an issuer's token that a browser brings in a cookie, in the place of the `Authorization` field."""

from application.identity.authentication import refused
from application.identity.identifying import Bearer, Identifier, Known, Pending
from domain.identity.cookie import Cookie
from domain.message.reason import ORIGIN_REFUSED, Reason
from domain.message.refusal import Refusal
from domain.message.request import Request


class CookieIdentifier(Identifier):
    challenge = b""  # a browser cannot be asked for a cookie
    takes_tokens = True

    def __init__(self, cookie: Cookie, issuer: Bearer) -> None:
        self._cookie = cookie
        self._issuer = issuer

    def is_presented(self, request: Request) -> bool:
        return self._cookie.is_presented(request)

    def identify(self, request: Request) -> Known | Pending:
        token = self._cookie.read(request)
        if token is ORIGIN_REFUSED:
            return Refusal(ORIGIN_REFUSED, "a cookie from another origin, or from none")
        if isinstance(token, Reason):
            return refused(token, "cookie")
        field = b"Bearer " + token.encode()  # remembered like the same token in its usual place
        return self._issuer.recall(field) or self._issuer.examine(token, field)
