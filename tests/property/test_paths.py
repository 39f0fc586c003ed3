"""Paths, for any bytes: an answer, and when it is a path, one that nobody reads differently."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from domain.message.path import Path, UnsafePath, decoded, read_path

PIECES = (
    *(
        b"/",
        b"/",
        b"a",
        b"Z9",
        b".",
        b"..",
        b"%2e",
        b"%2E",
        b"%2f",
        b"%5C",
        b"\\",
        b";",
        b"%3b",
        b"%00",
        b"%0a",
        b"%7f",
    ),
    *(
        b"%25",
        b"%252e",
        b"2e",
        b"%c3%bc",
        b"%c0%af",
        b"%ff",
        b"%",
        b"%4",
        b"%41",
        b"\x00",
        b"\n",
        b" ",
        b"?",
        b"\xc3\xbc",
    ),
)
SOUND = (b"/", b"a", b"...", b"2e", b"%41", b"%7e", b"%c3%bc", b"%C3%BC", b"%3f", b"%252e", b"%252F")
drawn = [st.lists(st.sampled_from(pieces), max_size=8) for pieces in (PIECES, SOUND)]
awkward = st.one_of(drawn).map(lambda pieces: b"/" + b"".join(pieces))
anything = st.one_of(awkward, st.binary(max_size=40), st.binary(max_size=40).map(lambda raw: b"/" + raw))


@given(anything)
@example(b"")
@example(b"*")
def test_any_bytes_are_a_path_or_unsafe_and_never_raise(raw: bytes) -> None:
    assert isinstance(read_path(raw), Path | UnsafePath)


@given(awkward)
def test_what_was_read_reads_as_itself(raw: bytes) -> None:
    path = read_path(raw)
    if isinstance(path, Path):
        assert read_path(path.raw) == path


@given(awkward)
def test_a_path_has_no_dot_segment_and_no_empty_one_but_the_last(raw: bytes) -> None:
    path = read_path(raw)
    if isinstance(path, Path):
        assert not {b".", b".."}.intersection(path.segments)
        assert b"" not in path.segments[:-1]
        assert path.raw == b"/" + b"/".join(path.segments)


@given(awkward)
def test_a_decoded_segment_holds_nothing_that_ends_or_leaves_a_segment(raw: bytes) -> None:
    path = read_path(raw)
    if isinstance(path, Path):
        for segment in map(decoded, path.segments):
            assert segment not in (".", "..")
            assert not set(segment).intersection("/\\;\x00\r\n\x7f")


@given(awkward)
def test_capitals_in_an_encoding_change_nothing(raw: bytes) -> None:
    capitals = re.sub(rb"%..", lambda found: found[0].upper(), raw)
    assert read_path(capitals) == read_path(re.sub(rb"%..", lambda found: found[0].lower(), raw))


@given(awkward)
def test_a_path_and_its_normal_form_decode_to_the_same_text(raw: bytes) -> None:
    path = read_path(raw)
    if isinstance(path, Path):
        assert [decoded(segment) for segment in raw[1:].split(b"/")] == list(map(decoded, path.segments))
