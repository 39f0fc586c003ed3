"""Entity tags: strong ones become weak, weak ones stay, and what is none is not passed on as one."""

import pytest

from domain.message.entity_tag import as_known, weakened
from domain.message.headers import Headers


@pytest.mark.parametrize(("tag", "weak"), [(b'"x"', b'W/"x"'), (b'W/"x"', b'W/"x"'), (b'""', b'W/""')])
def test_a_tag_is_weak_afterwards(tag: bytes, weak: bytes) -> None:
    assert weakened([(b"a", b"1"), (b"etag", tag)]) == [(b"a", b"1"), (b"etag", weak)]


@pytest.mark.parametrize("tag", [b"x", b'"x', b'"a"b"', b'w/"x"', b""])
def test_what_is_no_tag_is_left_out(tag: bytes) -> None:
    assert weakened([(b"etag", tag)]) == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (b'W/"x"', b'W/"x"'),
        (b'"y", W/"x"', b'W/"x"'),
        (b'"x"', b'"x"'),
        (b'W/"x", "x"', b'"x"'),
        (b'W/"y"', b'"x"'),
        (b"*", b'"x"'),
    ],
)
def test_a_304_has_the_tag_as_the_caller_knows_it(asked: bytes, told: bytes) -> None:
    headers: Headers = [(b"etag", b'"x"'), (b"a", b"1")]
    assert as_known(headers, [(b"if-none-match", asked)]) == [(b"etag", told), (b"a", b"1")]


def test_a_304_that_nobody_asked_for_stays_as_it_is() -> None:
    assert as_known([(b"etag", b'"x"')], []) == [(b"etag", b'"x"')]
