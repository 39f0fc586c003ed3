"""References: addresses as answers write them (RFC 3986, 4.1), absolute, from the root, or from where the answer was.

What is not plainly one is none: whoever reads nothing here leaves it as it is.
"""

import re
from collections.abc import Container
from dataclasses import dataclass

from domain.message.path import Path, read_path

_PARTS = re.compile(rb"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)((?:\?[^#]*)?(?:#.*)?)")
_LETTERS = re.compile(rb"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_SCHEMES = (b"http", b"https")
_OWN_PORT = {b"http": b":80", b"https": b":443"}


@dataclass(frozen=True, slots=True)
class Reference:
    path: Path
    tail: bytes  # query and fragment, with their `?` and `#`


def read_reference(raw: bytes, base: bytes, own: Container[bytes]) -> Reference | None:
    """Of one of the `own` origins (`http://orders:8080`), or relative to the path `base`. None: of another origin, or
    in the same resource (`?page=2`), or nothing that could be read."""
    found = _PARTS.fullmatch(raw) if _LETTERS.fullmatch(raw) else None
    if found is None:
        return None
    scheme, authority, path, tail = found.groups()
    if scheme is not None and authority is None:
        return None
    if authority is not None:
        return _from_root(path or b"/", tail) if _is_own(scheme, authority, own) else None
    if not path:
        return None
    return _from_root(path, tail) if path.startswith(b"/") else _from_base(base, path, tail)


def from_root(path: bytes, tail: bytes) -> bytes | None:
    """None where a reader would take it for something else: `//name` is a host (RFC 3986, 4.2)."""
    written = path + tail
    return None if path.startswith(b"//") or not _LETTERS.fullmatch(written) else written


def _is_own(scheme: bytes | None, authority: bytes, own: Container[bytes]) -> bool:
    schemes = _SCHEMES if scheme is None else (scheme.lower(),)
    return any(origin_of(one, authority) in own for one in schemes)


def origin_of(scheme: bytes, authority: bytes) -> bytes:
    """In one form: lower case, and without a port that is the scheme's own."""
    return scheme + b"://" + authority.lower().removesuffix(_OWN_PORT.get(scheme, b":"))


def _from_root(path: bytes, tail: bytes) -> Reference | None:
    read = read_path(path)
    return Reference(read, tail) if isinstance(read, Path) else None


def _from_base(base: bytes, path: bytes, tail: bytes) -> Reference | None:
    """RFC 3986, 5.2.3 and 5.2.4."""
    read = read_path(base[: base.rfind(b"/") + 1] + path, normalise=True)
    return Reference(read, tail) if isinstance(read, Path) else None
