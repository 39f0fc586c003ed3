"""Tokens: verification with PyJWT's algorithms, behind readers stricter than any JOSE library's own."""
