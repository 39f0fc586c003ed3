"""The compact serialisation of a signed token (RFC 7515, 7.1): three parts, bounded, in strict base64url.

Reads form only; who signed, and with which algorithm, is asked later. Encrypted tokens have five parts (RFC 7516, 9)
and are refused by a reason of their own: the gateway has no key to open them with.
"""

from dataclasses import dataclass

from adapters.tokens.base64url import decode
from adapters.tokens.strict_json import read_object
from application.ports.tokens import Unverified
from domain.message.reason import TOKEN_ENCRYPTED, TOKEN_MALFORMED

_PARTS = 3
_PARTS_ENCRYPTED = 5


@dataclass(slots=True)
class Compact:
    header: dict[str, object]
    payload: bytes
    signed: bytes
    signature: bytes


def read_compact(token: str, largest: int) -> Compact | Unverified:
    """`largest` is in characters."""
    if len(token) > largest:
        return Unverified(TOKEN_MALFORMED, f"longer than {largest} characters")
    parts = token.split(".", _PARTS_ENCRYPTED)
    if len(parts) == _PARTS_ENCRYPTED:
        return Unverified(TOKEN_ENCRYPTED, "five parts")
    if len(parts) != _PARTS:
        return Unverified(TOKEN_MALFORMED, "not three parts")
    header, payload, signature = parts
    try:
        return Compact(
            header=read_object(decode(header)),
            payload=decode(payload),
            signed=token[: -len(signature) - 1].encode("ascii"),
            signature=decode(signature),
        )
    except ValueError as error:
        return Unverified(TOKEN_MALFORMED, str(error))
