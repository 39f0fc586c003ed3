"""Rewriting moves bytes and changes none of them."""

from hypothesis import assume, given
from hypothesis import strategies as st

from domain.message.path import read_path
from domain.routing.pattern import Pattern
from domain.routing.rewrite import Rewrite, compile_rewrite
from tests.property.paths import fits, patterns, raw_paths, segments
from tests.unit.domain.builders import path


@st.composite
def fitted(draw: st.DrawFn) -> tuple[Pattern, bytes]:
    """A pattern, and a path that it fits."""
    pattern = draw(patterns(prefixes=False))
    filled = [draw(segments) if segment is None else segment for segment in pattern.segments]
    rest = draw(raw_paths()) if pattern.open_ended else b""
    raw = b"".join(b"/" + segment for segment in filled) + rest
    assume(fits(pattern, path(raw).segments))
    return pattern, raw


def compiled(template: str, pattern: Pattern) -> Rewrite:
    rewrite = compile_rewrite(template, pattern)
    assert isinstance(rewrite, Rewrite), rewrite
    return rewrite


@given(fitted())
def test_a_path_rewritten_by_its_own_pattern_stays_as_it_is(drawn: tuple[Pattern, bytes]) -> None:
    pattern, raw = drawn
    assert compiled(pattern.text, pattern).apply(path(raw)) == raw


@given(fitted(), st.data())
def test_a_rewritten_path_is_made_of_the_paths_own_bytes_and_is_itself_a_safe_path(
    drawn: tuple[Pattern, bytes], data: st.DataObject
) -> None:
    pattern, raw = drawn
    names = data.draw(st.permutations([name for name, _ in pattern.parameters]))
    template = "/".join(["/new", *(f"{{{name}}}" for name in names), *(["{rest*}"] if pattern.rest else [])])
    sent = compiled(template, pattern).apply(path(raw))
    places, given_segments = dict(pattern.parameters), path(raw).segments
    moved = [given_segments[places[name]] for name in names] + list(given_segments[len(pattern.segments) :])
    assert sent == b"/".join((b"/new", *(moved if pattern.rest else moved[: len(names)])))
    assert read_path(sent) == path(sent)
