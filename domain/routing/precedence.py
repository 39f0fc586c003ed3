"""Precedence: one total order over routes, the Kubernetes Gateway API's; there is no numeric priority.

1. exact host, before wildcard host (longest first), before any host;
2. exact path; then `{param}` paths segment by segment, a literal before a parameter; then the longest prefix;
3. a named method; 4. more header matches; 5. more query matches; 6. file order.

`rank` is the whole order as a sort key; the table (table.py) walks in the same order, which a property test holds.
"""

from domain.routing.matcher import Matcher

Rank = tuple[object, ...]


def rank(matcher: Matcher, host: str, order: int) -> Rank:
    """Smaller wins. `host` is one of the matcher's, or "" for any; `order` is the place in the file."""
    return (*host_rank(host), *path_rank(matcher), *rank_at_a_path(matcher, order))


def host_rank(host: str) -> Rank:
    kind = 2 if not host else 1 if host.startswith("*.") else 0
    return (kind, -len(host) if kind == 1 else 0)


def path_rank(matcher: Matcher) -> Rank:
    pattern = matcher.pattern
    kind = 0 if pattern.is_exact else 2 if pattern.open_ended else 1
    length = -len(pattern.segments) if pattern.open_ended else 0
    return (kind, length, tuple(segment is None for segment in pattern.segments))


def rank_at_a_path(matcher: Matcher, order: int) -> Rank:
    """Between routes that the same host and path lead to."""
    return (not matcher.methods, -len(matcher.headers), -len(matcher.query), order)
