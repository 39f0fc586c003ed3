"""Challenges: what a 401 asks for, and what was wrong with the token that came (RFC 6750, 3).

A 403 has one where a permission is missing, so that a client can ask its issuer for more (`insufficient_scope`); which
one it was stays in the log. Step-up (RFC 9470, 3) says what would suffice.
"""

from domain.message.headers import Header
from domain.message.reason import PERMISSION_MISSING, TOKEN_MISSING, Reason

_NAME = b"www-authenticate"
_BARE = 'Bearer realm="limen"'
_SCOPE: Header = (_NAME, f'{_BARE}, error="insufficient_scope"'.encode("ascii"))


def challenge(reason: Reason) -> Header:
    if reason == TOKEN_MISSING:  # no error code where no credential was presented (RFC 6750, 3.1)
        return (_NAME, _BARE.encode("ascii"))
    return (_NAME, _described("invalid_token", reason).encode("ascii"))


def denial_challenge(reason: Reason) -> tuple[Header, ...]:
    """What a 403 for `reason` carries."""
    return (_SCOPE,) if reason == PERMISSION_MISSING else ()


def step_up_challenge(reason: Reason, acr: tuple[str, ...], max_age: float | None) -> Header:
    """`acr` are words without quotes or backslashes; `max_age` is rounded to whole seconds, never up."""
    wanted = f', acr_values="{" ".join(acr)}"' if acr else ""
    wanted += f', max_age="{int(max_age)}"' if max_age is not None else ""
    return (_NAME, (_described("insufficient_user_authentication", reason) + wanted).encode("ascii"))


def _described(error: str, reason: Reason) -> str:
    return f'{_BARE}, error="{error}", error_description="{reason.detail}"'
