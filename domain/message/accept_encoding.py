"""Accept-Encoding: which content coding a caller likes best of those that there are (RFC 9110, 12.5.3).

A caller who says nothing gets the answer as it is: the RFC would allow any coding, and too many such callers know none.
What is malformed counts as not accepted.
"""

import re
from collections.abc import Sequence

from domain.message.headers import Headers, values

IDENTITY = "identity"
_ALIASES = {"x-gzip": "gzip"}  # RFC 9110, 8.4.1.3
_ELEMENT = re.compile(r"([!#$%&'*+.^_`|~0-9a-z-]+)[ \t]*(?:;[ \t]*q=([^ \t;]*))?")
_WEIGHT = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")  # RFC 9110, 12.4.2


def preferred(headers: Headers, offered: Sequence[str]) -> str | None:
    """The coding of `offered` with the greatest weight, the first of equals; None where the answer may stay as it is
    and the caller does not like another better."""
    weights = _weights(headers)
    best = max(offered, key=lambda coding: _weight(weights, coding), default=IDENTITY)
    weight = _weight(weights, best)
    return best if weight > 0 and weight >= _weight(weights, IDENTITY) else None


def _weight(weights: dict[str, float], coding: str) -> float:
    return weights.get(coding, weights.get("*", 0.0))


def _weights(headers: Headers) -> dict[str, float]:
    """By coding; of one that stands twice the smaller, since it is the one that is certainly not too much."""
    weights: dict[str, float] = {}
    for element in b",".join(values(headers, b"accept-encoding")).decode("latin-1").lower().split(","):
        found = _ELEMENT.fullmatch(element.strip(" \t"))
        if found:
            coding = _ALIASES.get(found[1], found[1])
            weight = _weight_of(found[2])
            weights[coding] = min(weight, weights.get(coding, weight))
    return weights


def _weight_of(written: str | None) -> float:
    if written is None:
        return 1.0
    return float(written) if _WEIGHT.fullmatch(written) else 0.0
