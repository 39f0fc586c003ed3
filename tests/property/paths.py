"""Random paths and patterns over a small alphabet, so that they meet."""

from hypothesis import strategies as st

from domain.routing.pattern import Pattern, parse_pattern

LITERALS = ("a", "b", "%C3%BC")

segments = st.sampled_from((b"a", b"b", b"c", b"%C3%BC", b"%252e", b"d.e"))


@st.composite
def raw_paths(draw: st.DrawFn) -> bytes:
    """Safe ones, in normal form."""
    last = draw(st.sampled_from(([], [b""])))
    found = draw(st.lists(segments, max_size=4))
    return b"/" + b"/".join([*found, *(last if found else [])])


@st.composite
def patterns(draw: st.DrawFn, *, prefixes: bool = True, literals: tuple[str, ...] = LITERALS) -> Pattern:
    """Parameters are named p0, p1… and the rest `rest`."""
    parts = draw(st.lists(st.sampled_from((*literals, "{p}")), max_size=3))
    named = [part.replace("p", f"p{at}") for at, part in enumerate(parts)]
    ends = ["plain", "slash", "rest", "prefix"] if prefixes else ["plain", "slash", "rest"]
    end = draw(st.sampled_from(ends))
    last = {"slash": [""] if named else [], "rest": ["{rest*}"]}.get(end, [])
    parsed = parse_pattern("/" + "/".join([*named, *last]), prefix=end == "prefix")
    assert isinstance(parsed, Pattern), parsed
    return parsed


def fits(pattern: Pattern, taken: tuple[bytes, ...]) -> bool:
    """Said as plainly as possible: each segment of the pattern takes one of the path, and what is left is allowed."""
    wanted = pattern.segments
    if len(taken) < len(wanted) or (len(taken) > len(wanted) and not pattern.open_ended):
        return False
    return all(
        bool(given) if segment is None else given == segment for segment, given in zip(wanted, taken, strict=False)
    )
