"""Bodies of refusals: a problem document, unless the caller says in so many words that it would rather read otherwise.

Never a 406: a refusal that cannot be read is still better than another one. A route's own words are one text, whoever
asks. Anybody may ask for a refusal, so what is read of `Accept` is bounded (domain/message/accept).
"""

import json

from application.exchange import Exchange
from domain.message.accept import preferred
from domain.message.headers import Headers
from domain.message.override import Override
from domain.message.refusal import PROBLEM_JSON, Refusal, problem

PAGE, TEXT = "text/html", "text/plain"
_FORMS = (PROBLEM_JSON.decode(), "application/json", PAGE, TEXT)  # in JSON both the first and the second
_NAMES_ANOTHER = b"text/"  # without it no preference leads elsewhere, and there is nothing to read

Worded = tuple[Headers, bytes]


def refusal_body(refusal: Refusal, exchange: Exchange, override: Override | None = None, accept: bytes = b"") -> Worded:
    """The head's fields and the body; none for HEAD. `accept` is what the caller's fields of that name say."""
    if override is not None:
        kind: Headers = [(b"content-type", override.content_type)]
        body = override.body(refusal, exchange.request_id)
    else:
        kind, body = _worded(refusal, exchange, accept)
    headers = [
        *kind,
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"x-request-id", exchange.request_id.encode("ascii")),
        *refusal.headers,
    ]
    return headers, b"" if exchange.method == "HEAD" else body


def _worded(refusal: Refusal, exchange: Exchange, accept: bytes) -> Worded:
    document = problem(refusal, instance=exchange.path, request_id=exchange.request_id)
    form = preferred(accept.decode("latin-1"), _FORMS) if _NAMES_ANOTHER in accept.lower() else None
    if form not in (PAGE, TEXT):
        return [(b"content-type", PROBLEM_JSON)], json.dumps(document, separators=(",", ":")).encode()
    from application.refusing.reading import page, plain  # noqa: PLC0415  few callers are people

    return page(document) if form == PAGE else plain(document)
