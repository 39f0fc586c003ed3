"""Tags of whole answers, and who is told that nothing has changed."""

import pytest

from domain.message.headers import Headers
from domain.message.tagging import is_known, may_tag, tag_of, unmodified

TAG = tag_of(b"{}")


def test_a_tag_is_strong_and_of_the_bytes_alone() -> None:
    assert tag_of(b"{}") == TAG
    assert tag_of(b"[]") != TAG
    assert TAG.startswith(b'"')


@pytest.mark.parametrize(
    ("method", "status", "headers", "may"),
    [
        ("GET", 200, [], True),
        ("HEAD", 200, [], True),
        ("POST", 200, [], False),
        ("GET", 206, [], False),
        ("GET", 404, [], False),
        ("GET", 200, [(b"etag", b'"theirs"')], False),
        ("GET", 200, [(b"cache-control", b"private, No-Store")], False),
    ],
)
def test_only_a_whole_answer_without_a_tag_gets_one(*, method: str, status: int, headers: Headers, may: bool) -> None:
    assert may_tag(method, status, headers) is may


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ([TAG], True),
        ([b"W/" + TAG], True),
        ([b'"a", W/"b, c" ,' + TAG], True),
        ([b'"a"', TAG], True),
        ([b" * "], True),
        ([b'"*"'], False),
        ([TAG.strip(b'"')], False),
        ([b'"a"'], False),
        ([], False),
    ],
)
def test_a_tag_is_known_by_any_of_those_that_are_named(*, asked: list[bytes], known: bool) -> None:
    assert is_known(TAG, [(b"if-none-match", value) for value in asked]) is known


def test_a_304_says_nothing_of_bytes_that_it_does_not_bring() -> None:
    kept: Headers = [(b"etag", TAG), (b"cache-control", b"private"), (b"vary", b"accept"), (b"x-a", b"b")]
    assert unmodified([*kept, (b"content-type", b"a/b"), (b"content-length", b"2"), (b"last-modified", b"x")]) == kept
