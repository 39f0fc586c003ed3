"""Algorithms by the kind of key: public ones, and shared secrets with the length that each needs.

One list for what may be configured and for what is verified. `none` is on neither (RFC 8725, 3.2).
"""

SHORTEST_SECRET = {"HS256": 32, "HS384": 48, "HS512": 64}  # bytes: the hash's own length (RFC 7518, 3.2)
ASYMMETRIC = frozenset((
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
))  # fmt: skip
