"""Rewriting and then going back: the path that was asked for, and never one that the upstream would get otherwise."""

from hypothesis import assume, given
from hypothesis import strategies as st

from domain.message.path import read_path
from domain.routing.matcher import Matcher
from domain.routing.pattern import Pattern
from domain.routing.rewrite import Rewrite, compile_rewrite, compile_strip
from domain.routing.way_back import WayBack
from tests.property.paths import fits, patterns, raw_paths, segments
from tests.unit.domain.builders import path

Drawn = tuple[Pattern, bytes, bytes]


@st.composite
def fitted(draw: st.DrawFn) -> Drawn:
    """A pattern and two paths that it takes."""
    pattern = draw(patterns())

    def one() -> bytes:
        filled = [draw(segments) if segment is None else segment for segment in pattern.segments]
        rest = draw(st.one_of(st.just(b""), raw_paths())) if pattern.open_ended else b""
        return b"".join(b"/" + segment for segment in filled) + rest or b"/"

    first, second = one(), one()
    assume(all(fits(pattern, path(raw).segments) for raw in (first, second)))
    return pattern, first, second


@st.composite
def rewrites(draw: st.DrawFn, pattern: Pattern, *, keeps_all: bool) -> Rewrite:
    names = draw(st.permutations([name for name, _ in pattern.parameters]))
    kept = names if keeps_all else names[: draw(st.integers(0, len(names)))]
    has_rest = pattern.rest and (keeps_all or draw(st.booleans()))
    made = compile_rewrite(
        "/".join(["/new", *(f"{{{name}}}" for name in kept), *(["{rest*}"] if has_rest else [])]), pattern
    )
    assert isinstance(made, Rewrite)
    return made


@given(fitted(), st.data())
def test_where_nothing_is_dropped_every_path_is_found_again(drawn: Drawn, data: st.DataObject) -> None:
    pattern, asked, other = drawn
    assume(not pattern.open_ended or pattern.rest)
    way = WayBack(Matcher(pattern), data.draw(rewrites(pattern, keeps_all=True)))
    assert way.rewrite is not None
    sent = path(way.rewrite.apply(path(other)))
    assert way.of_its_own(sent, path(asked)) == path(other)
    assert way.of_another(sent, "any.example") == path(other)


@given(fitted(), st.data())
def test_what_is_found_leads_to_the_upstreams_path_whatever_was_dropped(drawn: Drawn, data: st.DataObject) -> None:
    pattern, asked, other = drawn
    way = WayBack(Matcher(pattern), data.draw(rewrites(pattern, keeps_all=False)))
    assert way.rewrite is not None
    sent = path(way.rewrite.apply(path(other)))
    found = way.of_its_own(sent, path(asked))
    assert found is not None
    assert way.takes(found)
    assert way.rewrite.apply(found) == sent.raw
    assert read_path(found.raw) == found


@given(fitted(), st.data())
def test_what_was_asked_for_is_found_again_whatever_was_dropped(drawn: Drawn, data: st.DataObject) -> None:
    pattern, asked, _ = drawn
    way = WayBack(Matcher(pattern), data.draw(rewrites(pattern, keeps_all=False)))
    assert way.rewrite is not None
    assert way.of_its_own(path(way.rewrite.apply(path(asked))), path(asked)) == path(asked)


@given(fitted(), st.data())
def test_what_is_stripped_is_put_back(drawn: Drawn, data: st.DataObject) -> None:
    pattern, asked, other = drawn
    count = data.draw(st.integers(0, len(pattern.segments)))
    words = [f"{{p{at}}}" if one is None else one.decode() for at, one in enumerate(pattern.segments[:count])]
    rewrite = compile_strip("/" + "/".join(words), pattern)
    assume(isinstance(rewrite, Rewrite))
    assert isinstance(rewrite, Rewrite)
    way = WayBack(Matcher(pattern), rewrite)
    sent = path(rewrite.apply(path(other)))
    found = way.of_its_own(sent, path(asked))
    assert found is not None
    assert rewrite.apply(found) == sent.raw
