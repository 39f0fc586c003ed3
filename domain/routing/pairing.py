"""Pairing: which segment of the public path fills a parameter of an operation's path, through the route's rewrite.

One rule, for who holds requests against the operation and for who describes it. The two end together: ahead of the one
may stand what the server's address has, ahead of the other what only the public path has.
"""

from collections.abc import Sequence

from domain.routing.pattern import Pattern
from domain.routing.rewrite import Rewrite

FIXED = -1  # the rewrite says what stands there, and no caller does


def sent(pattern: Pattern, rewrite: Rewrite | None) -> tuple[int | bytes, ...]:
    """Each segment that is sent: a text, or the number of the public one. What takes the rest is one after the last."""
    public = [at if segment is None else segment for at, segment in enumerate(pattern.segments)]
    public += [len(public)] if pattern.rest else []
    if rewrite is None:
        return tuple(public)
    written = [part if isinstance(part, bytes) else public[part] for part in rewrite.parts]
    return tuple(written if rewrite.rest_from is None else [*written, *public[rewrite.rest_from :]])


def paired(operation: Sequence[str], pattern: Pattern, rewrite: Rewrite | None) -> dict[str, int]:
    """Segments of the public path by the operation's names for them; of different paths, those of the same name."""
    ours = sent(pattern, rewrite)
    length = min(len(operation), len(ours))
    both = list(zip(operation[len(operation) - length :], ours[len(ours) - length :], strict=True))
    found = {theirs[1:-1]: mine if isinstance(mine, int) else FIXED for theirs, mine in both if _is_parameter(theirs)}
    by_name = dict(pattern.parameters)
    if any(_differ(theirs, mine) for theirs, mine in both) and found.keys() <= by_name.keys():
        return {name: by_name[name] for name in found}
    is_longer = len(operation) > length
    return {name: at for name, at in found.items() if at is not FIXED or not is_longer}


def _is_parameter(segment: str) -> bool:
    return segment.startswith("{") and segment.endswith("}")


def _differ(theirs: str, ours: int | bytes) -> bool:
    return isinstance(ours, bytes) and "{" not in theirs and theirs.encode() != ours
