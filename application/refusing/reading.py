"""Refusals for people: the same members as in the problem document, as a page or as a text.

The page stands by itself: no script, no address but that of its problem type, and a policy that would stop any other.
`instance` is left out: whoever reads it has it in front of their eyes, and it is not ours to repeat in HTML.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape

from domain.message.headers import Headers

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}"
    "pre{overflow:auto}:root{color-scheme:light dark}"
)
_HASH = b64encode(sha256(_STYLE.encode()).digest())
_POLICY = (
    b"default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" % _HASH
)
_NOT_SNIFFED = (b"x-content-type-options", b"nosniff")
_SHOWN = frozenset(("type", "title", "status", "detail", "instance", "reason", "request_id"))

Document = Mapping[str, object]


def page(document: Document) -> tuple[Headers, bytes]:
    said = {name: escape(str(value)) for name, value in document.items()}
    further = _further(document)
    text = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{said["status"]} {said["title"]}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{said["status"]} {said["title"]}</h1>
<p>{said["detail"]}</p>
{f"<pre>{escape(further)}</pre>" if further else ""}
<p>Reason: <a href="{said["type"]}">{said["reason"]}</a></p>
<p>Request: <code>{said["request_id"]}</code></p>
</body>
</html>
"""
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-security-policy", _POLICY),
        _NOT_SNIFFED,
        (b"referrer-policy", b"no-referrer"),
    ]
    return headers, text.encode()


def plain(document: Document) -> tuple[Headers, bytes]:
    further = _further(document)
    lines = [
        f"{document['status']} {document['title']}",
        str(document["detail"]),
        *([further] if further else []),
        f"Reason: {document['reason']}, see {document['type']}",
        f"Request: {document['request_id']}",
    ]
    return [(b"content-type", b"text/plain; charset=utf-8"), _NOT_SNIFFED], ("\n".join(lines) + "\n").encode()


def _further(document: Document) -> str:
    """What this refusal says beside what all say, in ASCII, as JSON."""
    members = {name: value for name, value in document.items() if name not in _SHOWN}
    return json.dumps(members, indent=2) if members else ""
