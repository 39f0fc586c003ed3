"""Endings: of routes that are refused from their sunset on, when it shows that one ends earlier than the other."""

from application.diff.change import Kind
from application.diff.likeness import gone_at
from application.diff.pairs import Pair


def shown_by_ending(pair: Pair) -> Kind | None:
    """What becomes of callers between the two ends. None: the routes end together, or never."""
    if pair.old is None or pair.new is None:
        return None
    old, new = gone_at(pair.old), gone_at(pair.new)
    if old == new:
        return None
    return Kind.CLOSED if old is None or (new is not None and new < old) else Kind.OPENED


def moment_of(pair: Pair, kind: Kind) -> float | None:
    """When to look: at the first end where it is what shows, and before it for all else. None: whenever."""
    ends = [at for route in (pair.old, pair.new) if route is not None and (at := gone_at(route)) is not None]
    if not ends:
        return None
    return float(min(ends) if kind is shown_by_ending(pair) else min(ends) - 1)
