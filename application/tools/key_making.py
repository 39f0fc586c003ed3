"""Making API keys: the text, which is shown once, and the entry by which the gateway will know it."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

_ID_BYTES, _SECRET_BYTES = 5, 20  # no letter of base32 is wasted on either; 160 bits nobody guesses


@dataclass(frozen=True, slots=True)
class KeyWish:
    owner: str
    roles: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    tenant: str | None = None
    expires: float | None = None  # seconds since the epoch


@dataclass(frozen=True, slots=True)
class MadeKey:
    text: str = field(repr=False)
    entry: dict[str, object]  # as it is written in a file of keys


def made_key(wish: KeyWish, entropy: Callable[[int], bytes]) -> MadeKey:
    """`entropy` gives so many random bytes, fit for secrets."""
    key_id, secret = _letters(entropy(_ID_BYTES)), _letters(entropy(_SECRET_BYTES))
    text = f"limen_{key_id}_{secret}"
    entry = {
        "id": key_id,
        "hash": f"sha256:{sha256(text.encode()).hexdigest()}",
        "owner": wish.owner,
        "roles": list(wish.roles),
        "permissions": list(wish.permissions),
        "tenant": wish.tenant,
        "expires": _written(wish.expires) if wish.expires is not None else None,
    }
    return MadeKey(text, {name: value for name, value in entry.items() if value})


def _letters(random: bytes) -> str:
    return base64.b32encode(random).decode().lower()


def _written(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
