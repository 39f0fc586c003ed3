"""Request ids: the name of a call in every log on its way. Taken from trusted proxies only, else made here.

An id ends up in log lines and answers, so that one with other characters than these is not taken from anybody.
"""

import re

from domain.message.forwarding import TrustedProxies
from domain.message.headers import Headers, values

_WELL_FORMED = re.compile(rb"[A-Za-z0-9._+/=:@-]{1,128}")


def given_id(peer: str, headers: Headers, proxies: TrustedProxies) -> str | None:
    """The id that a trusted proxy gave; None where one is to be made."""
    if not (proxies.networks and proxies.trusts(peer)):
        return None
    given = values(headers, b"x-request-id")
    return given[0].decode("ascii") if len(given) == 1 and _WELL_FORMED.fullmatch(given[0]) else None
