"""The issuer that a token names, read before anything is verified. As strict a reader as the one that verifies."""

from adapters.tokens.compact import read_compact
from adapters.tokens.strict_json import read_object
from application.ports.token_text import TokenText
from application.ports.tokens import Unverified

LARGEST = 64 * 1024  # characters; each issuer's own limit is asked later


class CompactTokenText(TokenText):
    def issuer_of(self, token: str) -> str | None:
        compact = read_compact(token, LARGEST)
        if isinstance(compact, Unverified):
            return None
        try:
            issuer = read_object(compact.payload).get("iss")
        except ValueError:
            return None
        return issuer if isinstance(issuer, str) else None
