"""Claims: verified statements of a token, and how one is found and read.

A dotted path descends into objects (`realm_access.roles`). Names may have dots of their own, because issuers use web
addresses and names of clients: at each step the longest name that is there wins, the whole path first. Several words
come as a list or as one space-separated string (RFC 8693, 4.2).
"""

from collections.abc import Iterable, Mapping

Claims = Mapping[str, object]


def claim_at(claims: Claims, path: str) -> object | None:
    if path in claims:
        return claims[path]
    name, left = path, ""
    while "." in name:
        name, _, last = name.rpartition(".")
        left = f"{last}.{left}" if left else last
        if name in claims:
            below = claims[name]
            return claim_at(below, left) if isinstance(below, Mapping) else None
    return None


def words_at(claims: Claims, path: str) -> frozenset[str] | None:
    """The words at `path`: none where the claim is absent; None where it is of the wrong kind."""
    value = claim_at(claims, path)
    if value is None:
        return frozenset()
    if isinstance(value, str):
        return frozenset(filter(None, value.split(" ")))  # U+0020 alone: other white space belongs to a word
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return frozenset(value)
    return None


def words_at_all(claims: Claims, paths: Iterable[str]) -> frozenset[str] | None:
    """The words at any of `paths`; None where a claim at one of them is of the wrong kind."""
    found = frozenset[str]()
    for path in paths:
        words = words_at(claims, path)
        if words is None:
            return None
        found |= words
    return found
