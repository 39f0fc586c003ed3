"""Media types: what a list covers."""

import pytest

from domain.message.media_type import MediaTypes, is_media_range

SOME = MediaTypes.of(("text/*", "application/json", "application/*+xml"))


@pytest.mark.parametrize(
    "said", [b"text/plain", b"TEXT/HTML; charset=utf-8", b"application/json;x=y", b"application/atom+xml"]
)
def test_a_type_is_covered_by_its_name_its_family_or_its_syntax(said: bytes) -> None:
    assert SOME.cover([said])


@pytest.mark.parametrize(
    "said",
    [b"image/png", b"application/jsonp", b"application/xml", b"image/svg+xml", b"", b"text", b"json", b"\xff/\xff"],
)
def test_another_type_is_not(said: bytes) -> None:
    assert not SOME.cover([said])


def test_no_type_and_two_types_are_not_known() -> None:
    assert not SOME.cover([])
    assert not SOME.cover([b"text/plain", b"text/plain"])


def test_a_stream_of_events_is_covered_by_its_own_name_only() -> None:
    assert not SOME.cover([b"text/event-stream"])
    assert MediaTypes.of(("text/event-stream",)).cover([b"text/event-stream; charset=utf-8"])


@pytest.mark.parametrize("text", ["text/*", "application/json", "application/*+json", "application/vnd.a.b-1+json"])
def test_a_range_is_a_type_a_family_or_a_syntax(text: str) -> None:
    assert is_media_range(text)


@pytest.mark.parametrize("text", ["*/*", "*", "json", "text/", "/json", "Text/plain", "text/plain;a=b", "text/*x", ""])
def test_what_is_none_of_them_is_no_range(text: str) -> None:
    assert not is_media_range(text)
