"""Negotiation: whether a caller would rather read a page or a document (RFC 9110, 12.5.1).

Browsers name `text/html`; tools say `*/*`, or nothing, and get the document, which they can read without guessing.
"""

import re

_WEIGHT = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")  # RFC 9110, 12.4.2
_PAGE = ("text/html", "text/*", "*/*")
_DOCUMENT = ("application/json", "application/*", "*/*")


def prefers_page(accept: str) -> bool:
    """`accept` is the header's value; empty where there was none."""
    weights = dict(map(_weighted, accept.lower().split(",")))
    return _of(_PAGE, weights) > _of(_DOCUMENT, weights)


def _of(ranges: tuple[str, ...], weights: dict[str, float]) -> float:
    """The weight of the narrowest range that is named."""
    return next((weights[one] for one in ranges if one in weights), 0.0)


def _weighted(element: str) -> tuple[str, float]:
    """What is malformed counts as not accepted."""
    name, *parameters = (part.strip() for part in element.split(";"))
    said = next((part[2:] for part in parameters if part.startswith("q=")), "1")
    return name, float(said) if _WEIGHT.fullmatch(said) else 0.0
