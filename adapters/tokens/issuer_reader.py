"""The issuer that a token names, read before anything is verified. As strict a reader as the one that verifies."""

from adapters.tokens.compact import read_compact
from adapters.tokens.strict_json import read_object
from application.ports.token_text import TokenText
from application.ports.tokens import Unverified
from domain.identity.credential import LARGEST
from domain.message.reason import TOKEN_MALFORMED


class CompactTokenText(TokenText):
    def issuer_of(self, token: str) -> str | Unverified | None:
        compact = read_compact(token, LARGEST)
        if isinstance(compact, Unverified):
            return compact
        try:
            issuer = read_object(compact.payload).get("iss")
        except ValueError as error:
            return Unverified(TOKEN_MALFORMED, str(error))
        return issuer if isinstance(issuer, str) else None
