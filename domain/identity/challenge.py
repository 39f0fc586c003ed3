"""The challenge of a 401 (RFC 6750, 3): that a bearer token is wanted, and what was wrong with the one presented."""

from domain.message.headers import Header
from domain.message.reason import TOKEN_MISSING, Reason


def challenge(reason: Reason) -> Header:
    if reason is TOKEN_MISSING:  # no error code where no credential was presented (RFC 6750, 3.1)
        return (b"www-authenticate", b'Bearer realm="limen"')
    described = f'Bearer realm="limen", error="invalid_token", error_description="{reason.detail}"'
    return (b"www-authenticate", described.encode("ascii"))
