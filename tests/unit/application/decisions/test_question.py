"""Questions: an address as people write it becomes a request line and a Host."""

import pytest

from application.decisions.question import asked


@pytest.mark.parametrize(
    ("url", "scheme", "host", "target"),
    [
        ("/orders?a=b", "http", b"localhost", b"/orders?a=b"),
        ("https://api.example:8443/orders/%2e", "https", b"api.example:8443", b"/orders/%2e"),
        ("http://api.example", "http", b"api.example", b"/"),
        ("http://bücher.example/x", "http", b"xn--bcher-kva.example", b"/x"),
    ],
)
def test_an_address_is_split_and_its_path_left_alone(url: str, scheme: str, host: bytes, target: bytes) -> None:
    question = asked("GET", url)
    assert (question.scheme, question.headers, question.target) == (scheme, ((b"host", host),), target)


def test_a_host_that_is_given_counts() -> None:
    assert asked("GET", "http://a.example/x", {"Host": "b.example"}).headers == ((b"host", b"b.example"),)


@pytest.mark.parametrize("url", ["orders", "ftp://a/b", "http:///x", ""])
def test_what_is_no_address_is_an_error(url: str) -> None:
    with pytest.raises(ValueError, match="neither a path"):
        asked("GET", url)
