"""Claims: verified statements of a token, and how one is found and read.

A dotted path descends into objects (`realm_access.roles`); a claim whose own name is the whole path wins, because
issuers use web addresses as names. Several words come as a list or as one space-separated string (RFC 8693, 4.2).
"""

from collections.abc import Mapping

Claims = Mapping[str, object]


def claim_at(claims: Claims, path: str) -> object | None:
    if path in claims:
        return claims[path]
    found: object = claims
    for name in path.split("."):
        if not isinstance(found, Mapping) or name not in found:
            return None
        found = found[name]
    return found


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
