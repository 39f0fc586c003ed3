"""Introduction: what an upstream is told of the caller, and whether it sees the token or the API key.

The headers by which the gateway introduces a caller are the gateway's alone: whatever comes in under their names is
dropped on every route, public ones too. Values are percent-encoded beyond visible ASCII, so that no claim can break a
header, and list members are joined by commas.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote

from domain.identity.claims import claim_at
from domain.identity.principal import Principal
from domain.message.headers import Header

_PLAIN = "!#$&'()*+-./:;<=>?@[]^_`{|}~ "  # visible ASCII but for `%`, `,`, `"` and the backslash


class Told(Enum):
    SUBJECT = "subject"
    ROLES = "roles"
    PERMISSIONS = "permissions"
    TENANT = "tenant"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Item:
    header: bytes  # lower case
    what: Told
    claim: str = ""  # the path, for a claim


@dataclass(frozen=True, slots=True)
class Introduction:
    passes_token: bool = True
    items: tuple[Item, ...] = ()
    passes_key: bool = False

    def fields(self, principal: Principal) -> tuple[Header, ...]:
        """One field an item; none for what the principal does not have."""
        told = ((item.header, _words(item, principal)) for item in self.items)
        return tuple((name, ",".join(map(_encoded, words)).encode("ascii")) for name, words in told if words)


def _words(item: Item, principal: Principal) -> list[str]:
    if item.what is Told.SUBJECT:
        return [principal.subject]
    if item.what is Told.ROLES:
        return sorted(principal.roles)
    if item.what is Told.PERMISSIONS:
        return sorted(principal.permissions)
    if item.what is Told.TENANT:
        return [principal.tenant] if principal.tenant else []
    return list(_texts(claim_at(principal.claims, item.claim)))


def _texts(value: object) -> Iterable[str]:
    """A claim's words: of a text, a number, a truth value, or a list of these; none of anything else."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, bool):
            yield "true" if one else "false"
        elif isinstance(one, str | int | float):
            yield str(one)


def _encoded(word: str) -> str:
    return quote(word, safe=_PLAIN, errors="replace")
