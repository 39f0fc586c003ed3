"""Rewriting: the path's own bytes in a new order, never decoded and encoded again."""

import pytest

from domain.routing.pattern import BadPattern
from domain.routing.rewrite import Rewrite, compile_rewrite
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
