"""Ready sets of header fields: what answers say to browsers about their safety, and to caches about their age.

Constants, so that a route without a condition has them in the one pass of its edits. A policy of content is added
beside the upstream's own: of several a browser obeys all, so it only narrows (CSP, 8.1). The others take the place of
the upstream's, or only fill in.
"""

from domain.message.headers import Header, Headers

NONE = "none"
_YEAR = b"max-age=31536000"  # seconds; over plain http browsers look past it (RFC 6797, 8.1)
CONTENT_POLICY = b"content-security-policy"
SETS: dict[str, tuple[Header, ...]] = {
    NONE: (),
    "api": (
        (b"strict-transport-security", _YEAR),
        (b"x-content-type-options", b"nosniff"),
        (CONTENT_POLICY, b"default-src 'none'; frame-ancestors 'none'"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"no-referrer"),
    ),
    "site": (
        (b"strict-transport-security", _YEAR),
        (b"x-content-type-options", b"nosniff"),
        (CONTENT_POLICY, b"frame-ancestors 'self'"),
        (b"x-frame-options", b"SAMEORIGIN"),
        (b"referrer-policy", b"strict-origin-when-cross-origin"),
        (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
    ),
}
CACHE_FIELDS = frozenset((b"cache-control", b"expires", b"pragma"))
_ERRORS = 400


def filled(headers: Headers, fields: tuple[Header, ...]) -> Headers:
    """With those of `fields` that are not there already."""
    there = {name for name, _ in headers}
    return [*headers, *(field for field in fields if field[0] not in there)]


def cached(status: int, headers: Headers, control: bytes, *, keeps: bool) -> Headers:
    """With `control` as the word on caching; an error keeps its own, and with `keeps` whoever has one."""
    if status >= _ERRORS or (keeps and any(name in CACHE_FIELDS for name, _ in headers)):
        return headers
    return [*(header for header in headers if header[0] not in CACHE_FIELDS), (b"cache-control", control)]
