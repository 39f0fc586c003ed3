"""Paths: every spelling that two servers could read differently is refused; what is left has one spelling."""

import pytest

from domain.message.path import Path, UnsafePath, decoded, read_path
from tests.unit.domain.builders import path

DOT, EMPTY = "a dot segment", "an empty segment"
CONTROL, SEPARATOR = "an encoded control character", "an encoded slash, backslash or semicolon"
UTF_8, FOREIGN = "percent-encoding that is not UTF-8", "a byte or percent-encoding that does not belong in a path"


@pytest.mark.parametrize(
    "raw",
    [
        b"/",
        b"/orders",
        b"/orders/",
        b"/orders/42/items",
        b"/~ada/_x-1.json",
        b"/a.b/c..d/e...",
        b"/!$&'()*+,=:@",
        b"/*",
        b"/.well-known/jwks.json",
        b"/...",
        b"/..a",
        b"/%20",
        b"/%C3%BC",
        b"/%25",
        b"/a%3Fb%23c",
    ],
)
def test_an_ordinary_path_is_taken_byte_for_byte(raw: bytes) -> None:
    assert read_path(raw) == Path(raw, tuple(raw[1:].split(b"/")))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        pytest.param(b"", FOREIGN, id="an empty target"),
        pytest.param(b"*", FOREIGN, id="the target of OPTIONS *"),
        pytest.param(b"orders", FOREIGN, id="a relative path"),
        pytest.param(b"http://api.example/orders", FOREIGN, id="an absolute form"),
        pytest.param(b"//", EMPTY, id="two slashes alone"),
        pytest.param(b"//admin", EMPTY, id="two slashes in front"),
        pytest.param(b"/a//admin", EMPTY, id="two slashes inside"),
        pytest.param(b"/a//", EMPTY, id="two slashes at the end"),
        pytest.param(b"/%41//", EMPTY, id="two slashes behind an encoding"),
        pytest.param(b"/.", DOT, id="a dot"),
        pytest.param(b"/./admin", DOT, id="a dot inside"),
        pytest.param(b"/a/../admin", DOT, id="two dots inside"),
        pytest.param(b"/a/..", DOT, id="two dots at the end"),
        pytest.param(b"/a/../", DOT, id="two dots and a slash at the end"),
        pytest.param(b"/%2e", DOT, id="an encoded dot"),
        pytest.param(b"/a/%2e%2e/admin", DOT, id="two encoded dots"),
        pytest.param(b"/a/%2E%2e/admin", DOT, id="two encoded dots in both cases"),
        pytest.param(b"/a/.%2e/admin", DOT, id="one dot of two encoded"),
        pytest.param(b"/a/%2e./admin", DOT, id="the other dot of two encoded"),
        pytest.param(b"/a%2fb", SEPARATOR, id="an encoded slash"),
        pytest.param(b"/a%2Fb", SEPARATOR, id="an encoded slash in capitals"),
        pytest.param(b"/..%2fadmin", SEPARATOR, id="two dots before an encoded slash"),
        pytest.param(b"/a%5cb", SEPARATOR, id="an encoded backslash"),
        pytest.param(b"/a%5Cb", SEPARATOR, id="an encoded backslash in capitals"),
        pytest.param(b"/a\\b", FOREIGN, id="a backslash"),
        pytest.param(b"/a;b", FOREIGN, id="a semicolon"),
        pytest.param(b"/a/..;/admin", FOREIGN, id="Tomcat's dot segment with a parameter"),
        pytest.param(b"/a%3bb", SEPARATOR, id="an encoded semicolon"),
        pytest.param(b"/a/..%3B/admin", SEPARATOR, id="a dot segment with an encoded parameter"),
        pytest.param(b"/a\x00", FOREIGN, id="NUL"),
        pytest.param(b"/a%00", CONTROL, id="encoded NUL"),
        pytest.param(b"/a%00.json", CONTROL, id="encoded NUL before a suffix"),
        pytest.param(b"/a\n", FOREIGN, id="a line feed at the end"),
        pytest.param(b"/\r\nHost:x", FOREIGN, id="a line break"),
        pytest.param(b"/a%0d%0aHost:x", CONTROL, id="an encoded line break"),
        pytest.param(b"/a%1f", CONTROL, id="the last control character"),
        pytest.param(b"/a%7f", CONTROL, id="encoded DEL"),
        pytest.param(b"/a\x7f", FOREIGN, id="DEL"),
        pytest.param(b"/a b", FOREIGN, id="a space"),
        pytest.param(b"/a?b", FOREIGN, id="a query, which is not the path's"),
        pytest.param(b"/a#b", FOREIGN, id="a fragment"),
        pytest.param(b"/\xc3\xbc", FOREIGN, id="UTF-8 that is not encoded"),
        pytest.param(b"/%c0%af", UTF_8, id="an overlong slash"),
        pytest.param(b"/%c0%ae%c0%ae/admin", UTF_8, id="overlong dots"),
        pytest.param(b"/%e0%80%af", UTF_8, id="a longer overlong slash"),
        pytest.param(b"/%ff", UTF_8, id="a byte that UTF-8 does not have"),
        pytest.param(b"/%ed%a0%80", UTF_8, id="half a surrogate pair"),
        pytest.param(b"/%c3/%bc", UTF_8, id="a character split by a slash"),
        pytest.param(b"/%", FOREIGN, id="a percent sign alone"),
        pytest.param(b"/%2", FOREIGN, id="half an encoding"),
        pytest.param(b"/%zz", FOREIGN, id="an encoding that is not hex"),
        pytest.param(b"/%%32%65", FOREIGN, id="a percent sign before an encoding"),
        pytest.param(b"/%u002e", FOREIGN, id="the encoding of IIS"),
        pytest.param(b"/%2e%", FOREIGN, id="a good encoding before a bad one"),
    ],
)
def test_a_path_that_servers_read_differently_is_refused_with_the_reason_why(raw: bytes, why: str) -> None:
    assert read_path(raw) == UnsafePath(why)


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        pytest.param(b"/%6frders", b"/orders", id="a letter"),
        pytest.param(b"/%7Eada", b"/~ada", id="a tilde"),
        pytest.param(b"/v1%2e2", b"/v1.2", id="a dot inside a word"),
        pytest.param(b"/%2e%2e%2e", b"/...", id="three dots are no dot segment"),
        pytest.param(b"/%c3%bc", b"/%C3%BC", id="hex in capitals"),
        pytest.param(b"/%40", b"/%40", id="a reserved character stays as it came"),
    ],
)
def test_spellings_of_one_path_have_one_normal_form(raw: bytes, normal: bytes) -> None:
    assert path(raw).raw == normal


@pytest.mark.parametrize(
    ("raw", "normal", "text"),
    [
        (b"/%252e%252e%252e", b"/%252e%252e%252e", "%2e%2e%2e"),
        (b"/%25%32%65", b"/%252e", "%2e"),
        (b"/%252f", b"/%252f", "%2f"),
        (b"/%253b", b"/%253b", "%3b"),
        (b"/%2500", b"/%2500", "%00"),
    ],
)
def test_what_is_encoded_twice_is_decoded_once(raw: bytes, normal: bytes, text: str) -> None:
    assert path(raw).raw == normal
    assert decoded(path(raw).segments[0]) == text


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"/%252e%252e/admin", id="two dots"),
        pytest.param(b"/a/.%252E", id="one dot of two"),
        pytest.param(b"/%25%32%65%25%32%65/admin", id="two dots whose encoding is encoded"),
        pytest.param(b"/..%252fadmin", id="two dots before a slash"),
        pytest.param(b"/a%252f..%255cadmin", id="two dots between a slash and a backslash"),
        pytest.param(b"/..%253badmin", id="two dots before a semicolon"),
        pytest.param(b"/..%2500", id="two dots before NUL"),
    ],
)
@pytest.mark.parametrize("normalise", [False, True])
def test_the_way_up_is_refused_behind_a_second_encoding_too(raw: bytes, normalise: bool) -> None:
    assert read_path(raw, normalise=normalise) == UnsafePath("a dot segment behind a second encoding")


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        pytest.param(b"/orders/42", b"/orders/42", id="an ordinary path"),
        pytest.param(b"//", b"/", id="two slashes alone"),
        pytest.param(b"//a///b", b"/a/b", id="slashes in front and inside"),
        pytest.param(b"/a//", b"/a/", id="slashes at the end"),
        pytest.param(b"/.", b"/", id="a dot alone"),
        pytest.param(b"/a/./b", b"/a/b", id="a dot inside"),
        pytest.param(b"/a/.", b"/a/", id="a dot at the end"),
        pytest.param(b"/a/../b", b"/b", id="two dots inside"),
        pytest.param(b"/a/b/..", b"/a/", id="two dots at the end"),
        pytest.param(b"/a/..", b"/", id="back to the root"),
        pytest.param(b"/a/../", b"/", id="back to the root, with a slash"),
        pytest.param(b"/a/b/%2e%2E/c", b"/a/c", id="encoded dots"),
        pytest.param(b"/a/.%2e/c", b"/c", id="one dot of two encoded"),
        pytest.param(b"/a//../b", b"/b", id="slashes are merged before dots are resolved"),
        pytest.param(b"/a/.../b", b"/a/.../b", id="three dots are a name"),
        pytest.param(b"/%c3%bc//x", b"/%C3%BC/x", id="with an encoding beside"),
    ],
)
def test_where_it_is_told_to_a_path_is_normalised(raw: bytes, normal: bytes) -> None:
    assert read_path(raw, normalise=True) == path(normal)


@pytest.mark.parametrize("raw", [b"/..", b"//..", b"/a/../..", b"/a/../../a", b"/%2e%2e/a", b"/./../a"])
def test_normalising_never_leaves_the_root(raw: bytes) -> None:
    assert read_path(raw, normalise=True) == UnsafePath("a dot segment that leaves the root")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"/a%2f..%2fb", SEPARATOR),
        (b"/a\\..\\b", FOREIGN),
        (b"/a/..;/b", FOREIGN),
        (b"/a/..%3b/b", SEPARATOR),
        (b"/a%00/../b", CONTROL),
        (b"/a/\n/../b", FOREIGN),
        (b"/%c0%ae%c0%ae/b", UTF_8),
        (b"/a/%/../b", FOREIGN),
        (b"", FOREIGN),
    ],
)
def test_what_is_dangerous_otherwise_is_refused_when_normalising_too_even_where_dots_would_drop_it(
    raw: bytes, why: str
) -> None:
    assert read_path(raw, normalise=True) == UnsafePath(why)


def test_a_final_slash_is_an_empty_last_segment() -> None:
    assert path(b"/a/").segments == (b"a", b"")


def test_the_root_is_one_empty_segment() -> None:
    assert path(b"/").segments == (b"",)


def test_a_decoded_segment_is_text() -> None:
    assert decoded(b"%C3%BCber") == "über"


def test_a_very_long_path_is_read_in_one_go() -> None:
    assert len(path(b"/a" * 100_000).segments) == 100_000
