"""Request targets: four forms, of which a gateway takes three, and nothing that two servers could read differently."""

import pytest

from domain.message.target import ASTERISK, Target, UnfitTarget, read_target


@pytest.mark.parametrize(
    ("method", "raw", "target"),
    [
        ("GET", b"/x", Target(b"/x")),
        ("GET", b"/x?y?z", Target(b"/x", b"y?z")),
        ("GET", b"//a/b", Target(b"//a/b")),
        ("GET", b"/x?http://b/", Target(b"/x", b"http://b/")),
        ("OPTIONS", b"*", Target(ASTERISK)),
        ("GET", b"http://a:1/x?y", Target(b"/x", b"y", b"a:1", "http")),
        ("GET", b"HTTPS://A", Target(b"/", b"", b"A", "https")),
        ("GET", b"http://a?y", Target(b"/", b"y", b"a", "http")),
        ("OPTIONS", b"http://a", Target(ASTERISK, b"", b"a", "http")),
        ("OPTIONS", b"http://a/", Target(b"/", b"", b"a", "http")),
        ("OPTIONS", b"http://a?", Target(b"/", b"", b"a", "http")),
    ],
)
def test_a_target_is_read_by_its_form(method: str, raw: bytes, target: Target) -> None:
    assert read_target(method, raw) == target


@pytest.mark.parametrize(
    ("method", "raw"),
    [
        ("CONNECT", b"a:80"),
        ("CONNECT", b"/x"),
        ("GET", b"a:80"),
        ("GET", b"*"),
        ("OPTIONS", b"*x"),
        ("GET", b""),
        ("GET", b"x"),
        ("GET", b"/x#y"),
        ("GET", b"/x y"),
        ("GET", b"/x\0"),
        ("GET", b"/\xc3\xa9"),
        ("GET", b"http://me@a/"),
        ("GET", b"http:///x"),
        ("GET", b"ftp://a/x"),
        ("GET", b"http:/a"),
    ],
)
def test_what_is_in_no_form_that_a_gateway_takes_is_unfit(method: str, raw: bytes) -> None:
    assert isinstance(read_target(method, raw), UnfitTarget)
