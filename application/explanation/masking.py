"""Masking: which header's value is never shown or kept. Who a caller is may be told, what proves it never.

By name: what HTTP itself carries secrets in, what the plan looks for credentials in, and every name with a word in it
that says so. A name that is masked for nothing costs a reader a value; the other way round it would cost a secret.
"""

import re

from domain.message.headers import Header, Headers
from domain.plan.plan import Plan

MASK = "***"
_KNOWN = frozenset((b"authorization", b"proxy-authorization", b"cookie", b"set-cookie"))
_SAYS_SO = re.compile(rb"auth|token|secret|passw|key|signature|credential|session|cookie|jwt|assertion")
_SAYS_NOTHING = frozenset((b"www-authenticate", b"sec-websocket-key", b"sec-websocket-accept"))


def credential_headers(plan: Plan) -> frozenset[bytes]:
    """Of this plan's callers."""
    keys, certificates = plan.api_keys.values(), plan.certificates.values()
    return _KNOWN | {one.header for one in keys} | {one.header for one in certificates}


def is_secret(name: bytes, credentials: frozenset[bytes]) -> bool:
    """`credentials` are those of the plan."""
    if name in credentials:
        return True
    return name not in _SAYS_NOTHING and _SAYS_SO.search(name) is not None


def shown(header: Header, credentials: frozenset[bytes]) -> tuple[str, str]:
    name, value = header
    return text(name), MASK if is_secret(name, credentials) else text(value)


def text(octets: bytes) -> str:
    return octets.decode("utf-8", "backslashreplace")


def masked(headers: Headers, credentials: frozenset[bytes]) -> Headers:
    """The same fields; what is secret has no value."""
    return [(name, MASK.encode() if is_secret(name, credentials) else value) for name, value in headers]
