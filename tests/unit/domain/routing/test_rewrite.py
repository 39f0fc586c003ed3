"""Rewriting: the path's own bytes in a new order, never decoded and encoded again."""

import pytest

from domain.routing.pattern import BadPattern
from domain.routing.rewrite import Rewrite, compile_prefix, compile_rewrite, compile_strip
from tests.unit.domain.builders import path, pattern


def rewritten(written: str, template: str, raw: bytes) -> bytes:
    rewrite = compile_rewrite(template, pattern(written))
    assert isinstance(rewrite, Rewrite), rewrite
    return rewrite.apply(path(raw))


@pytest.mark.parametrize(
    ("written", "template", "raw", "sent"),
    [
        ("/users/{id}", "/v2/users/{id}", b"/users/7", b"/v2/users/7"),
        ("/users/{id}", "/v2/users/{id}/", b"/users/7", b"/v2/users/7/"),
        ("/{a}/{b}", "/{b}/{a}", b"/x/y", b"/y/x"),
        ("/{a}/{b}", "/{b}", b"/x/y", b"/y"),
        ("/{a}", "/{a}", b"/%C3%BC%20%252e", b"/%C3%BC%20%252e"),
        ("/old", "/", b"/old", b"/"),
        ("/files/{rest*}", "/{rest*}", b"/files/a/b", b"/a/b"),
        ("/files/{rest*}", "/{rest*}", b"/files/a/", b"/a/"),
        ("/files/{rest*}", "/{rest*}", b"/files/", b"/"),
        ("/files/{rest*}", "/{rest*}", b"/files", b"/"),
        ("/files/{rest*}", "/v2/{rest*}", b"/files", b"/v2"),
        ("/files/{rest*}", "/v2/{rest*}", b"/files/", b"/v2/"),
        ("/files/{rest*}", "/v2", b"/files/a/b", b"/v2"),
        ("/{a}/{rest*}", "/x/{a}/{rest*}", b"/b/c/d", b"/x/b/c/d"),
    ],
)
def test_a_template_is_filled_with_the_paths_own_segments(written: str, template: str, raw: bytes, sent: bytes) -> None:
    assert rewritten(written, template, raw) == sent


WHOLE = "only what takes the rest in the path can give the rest here, and as a whole"


@pytest.mark.parametrize(
    ("written", "template", "why"),
    [
        ("/a", "b", "a path starts with /"),
        ("/a", "/../b", "`..` can never match: a dot segment"),
        ("/{a}", "/{b}", "the path has no parameter {b}"),
        ("/{a}", "/{c}/{b}", "the path has no parameter {b}"),
        ("/a", "/{rest*}", "the path has no parameter {rest}"),
        ("/{a}/{rest*}", "/{a*}", WHOLE),
        ("/{a}", "/{a*}", WHOLE),
        ("/{rest*}", "/{rest}", WHOLE),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused(written: str, template: str, why: str) -> None:
    assert compile_rewrite(template, pattern(written)) == BadPattern(why)


# The table of the Gateway API's HTTPPathModifier, and what `{rest*}` and parameters add to it.
@pytest.mark.parametrize(
    ("matched", "replacement", "raw", "sent"),
    [
        ("/foo", "/xyz", b"/foo/bar", b"/xyz/bar"),
        ("/foo", "/xyz/", b"/foo/bar", b"/xyz/bar"),
        ("/foo/", "/xyz", b"/foo/bar", b"/xyz/bar"),
        ("/foo/", "/xyz/", b"/foo/bar", b"/xyz/bar"),
        ("/foo", "/xyz", b"/foo", b"/xyz"),
        ("/foo", "/xyz", b"/foo/", b"/xyz/"),
        ("/foo", "/", b"/foo/bar", b"/bar"),
        ("/foo", "/", b"/foo/", b"/"),
        ("/foo", "/", b"/foo", b"/"),
        ("/foo/{rest*}", "/xyz", b"/foo/a%20b", b"/xyz/a%20b"),
        ("/t/{tenant}/files", "/{tenant}", b"/t/acme/files/1", b"/acme/1"),
    ],
)
def test_a_prefix_is_replaced(matched: str, replacement: str, raw: bytes, sent: bytes) -> None:
    rewrite = compile_prefix(replacement, pattern(matched, prefix=not matched.endswith("*}")))
    assert isinstance(rewrite, Rewrite), rewrite
    assert rewrite.apply(path(raw)) == sent


@pytest.mark.parametrize(
    ("matched", "replacement", "why"),
    [
        ("/foo", "/xyz", "the route matches no prefix that could be replaced"),
        ("/foo/{rest*}", "xyz", "a path starts with /"),
        ("/foo/{rest*}", "/{id}", "the prefix has no parameter {id}"),
        ("/foo/{rest*}", "/{rest*}", "the prefix has no parameter {rest}"),
    ],
)
def test_a_prefix_that_cannot_be_replaced_is_refused(matched: str, replacement: str, why: str) -> None:
    assert compile_prefix(replacement, pattern(matched)) == BadPattern(why)


@pytest.mark.parametrize(
    ("matched", "stripped", "raw", "sent"),
    [
        ("/api/{rest*}", "/api", b"/api/a/b", b"/a/b"),
        ("/api/{rest*}", "/api/", b"/api/", b"/"),
        ("/api/{rest*}", "/api", b"/api", b"/"),
        ("/api/v1/{id}", "/api", b"/api/v1/7", b"/v1/7"),
        ("/t/{tenant}/{rest*}", "/t/{tenant}", b"/t/acme/x", b"/x"),
        ("/api", "/", b"/api", b"/api"),
    ],
)
def test_whole_segments_are_stripped(matched: str, stripped: str, raw: bytes, sent: bytes) -> None:
    rewrite = compile_strip(stripped, pattern(matched))
    assert isinstance(rewrite, Rewrite), rewrite
    assert rewrite.apply(path(raw)) == sent


@pytest.mark.parametrize(
    ("matched", "stripped", "why"),
    [
        ("/api/{rest*}", "api", "a path starts with /"),
        ("/apis/{rest*}", "/api", "not every path of this route begins so"),
        ("/{rest*}", "/api", "not every path of this route begins so"),
        ("/{rest*}", "/{rest*}", "not every path of this route begins so"),
        ("/{id}", "/api", "not every path of this route begins so"),
    ],
)
def test_what_not_every_path_begins_with_cannot_be_stripped(matched: str, stripped: str, why: str) -> None:
    assert compile_strip(stripped, pattern(matched)) == BadPattern(why)
