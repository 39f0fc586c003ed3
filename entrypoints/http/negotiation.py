"""Negotiation: whether a caller would rather read a page or a document (RFC 9110, 12.5.1).

Browsers name `text/html`; tools say `*/*`, or nothing, and get the document, which they can read without guessing.
"""

from domain.message.accept import preferred

_PAGE = "text/html"


def prefers_page(accept: str) -> bool:
    """`accept` is the header's value; empty where there was none."""
    return preferred(accept, ("application/json", _PAGE)) == _PAGE
