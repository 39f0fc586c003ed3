"""References: which lead to an origin of our own, and where; anything else is not read."""

import pytest

from domain.message.reference import from_root, origin_of, read_reference

OWN = frozenset((b"http://orders:8080", b"http://orders.internal"))


@pytest.mark.parametrize(
    ("raw", "path", "tail"),
    [
        (b"/a/b?c=d#e", b"/a/b", b"?c=d#e"),
        (b"/a#?", b"/a", b"#?"),
        (b"http://orders:8080/a?b", b"/a", b"?b"),
        (b"HTTP://Orders.Internal:80/a", b"/a", b""),
        (b"http://orders:8080", b"/", b""),
        (b"//orders:8080/a", b"/a", b""),
        (b"c?page=2", b"/x/c", b"?page=2"),
        (b"../c", b"/c", b""),
        (b"./", b"/x/", b""),
        (b"/%7Ea", b"/~a", b""),
    ],
)
def test_a_reference_leads_to_a_path(raw: bytes, path: bytes, tail: bytes) -> None:
    found = read_reference(raw, b"/x/y", OWN)
    assert found is not None
    assert (found.path.raw, found.tail) == (path, tail)


@pytest.mark.parametrize(
    "raw",
    [
        b"https://orders:8080/a",
        b"http://orders/a",
        b"//evil.example/a",
        b"http://orders:8080@evil.example/a",
        b"mailto:a@b.example",
        b"?page=2",
        b"#a",
        b"",
        b"/a/../b",
        b"/a//b",
        b"/a b",
        b"/a\r\nx: y",
        b"/%00",
        b"../../c",
        b"/\xc3\xbc",
    ],
)
def test_what_leads_elsewhere_or_cannot_be_read_is_none(raw: bytes) -> None:
    assert read_reference(raw, b"/x/y", OWN) is None


def test_nothing_is_written_that_reads_as_another_host_or_leaves_its_field() -> None:
    assert from_root(b"/a", b"?b") == b"/a?b"
    assert from_root(b"//evil.example", b"") is None
    assert from_root(b"/a>; rel=x", b"") is None


def test_an_origin_has_one_form() -> None:
    assert origin_of(b"https", b"A.example:443") == b"https://a.example"
    assert origin_of(b"https", b"a.example:80") == b"https://a.example:80"
