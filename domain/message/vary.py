"""Vary: by which request headers an answer was chosen (RFC 9110, 12.5.5)."""

from domain.message.headers import Headers


def varying(headers: Headers, by: bytes = b"accept-encoding") -> Headers:
    """With `by` in `Vary`: added to the last there is, not twice, and not beside `*`, which says all."""
    places = [at for at, (name, _) in enumerate(headers) if name == b"vary"]
    words = {word.strip().lower() for at in places for word in headers[at][1].split(b",")}
    if words & {b"*", by}:
        return headers
    if not words - {b""}:
        return [*headers, (b"vary", by)]
    last = places[-1]
    return [*headers[:last], (b"vary", headers[last][1].rstrip(b", ") + b", " + by), *headers[last + 1 :]]
