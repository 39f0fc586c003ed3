"""RFC 7239, with its own examples: what `Forwarded` says, and what a hop adds."""

import pytest

from domain.message.forwarded import element, elements_of, hops_of


def hops(*fields: bytes) -> list[str]:
    return hops_of(elements_of([(b"forwarded", field) for field in fields]))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([b'for="_gazonk"'], ["_gazonk"]),
        ([b'For="[2001:db8:cafe::17]:4711"'], ["2001:db8:cafe::17"]),
        ([b"for=192.0.2.60;proto=http;by=203.0.113.43"], ["192.0.2.60"]),
        ([b"for=192.0.2.43, for=198.51.100.17"], ["192.0.2.43", "198.51.100.17"]),
        ([b"for=192.0.2.43", b"for=198.51.100.17"], ["192.0.2.43", "198.51.100.17"]),
        ([b'for=192.0.2.43,for="[2001:db8:cafe::17]",for=unknown'], ["192.0.2.43", "2001:db8:cafe::17", "unknown"]),
        ([b'proto=https;host="a, b";for="192.0.2.1:80"'], ["192.0.2.1"]),
        ([b"by=203.0.113.43"], ["unknown"]),
        ([b'for="a:b:zz"'], ["unknown"]),
        ([b'for="\\1.2.3.4"'], ["1.2.3.4"]),
        ([], []),
    ],
)
def test_the_hops_are_those_that_for_names(fields: list[bytes], expected: list[str]) -> None:
    assert hops(*fields) == expected


@pytest.mark.parametrize("field", [b"for", b'for="1.2.3.4', b"for=1.2.3.4 5", b"for=a;;proto=b", b"for=\xff", b"=x"])
def test_a_malformed_field_says_nothing_at_all(field: bytes) -> None:
    assert elements_of([(b"forwarded", b"for=1.1.1.1"), (b"forwarded", field)]) == []


@pytest.mark.parametrize(
    ("address", "host", "expected"),
    [
        ("192.0.2.1", b"api.example", b"for=192.0.2.1;host=api.example;proto=http"),
        ("2001:db8::1", b"api.example:8080", b'for="[2001:db8::1]";host="api.example:8080";proto=http'),
        ("192.0.2.1", b'a"\\b', b'for=192.0.2.1;host="a\\"\\\\b";proto=http'),
        ("192.0.2.1", b"", b"for=192.0.2.1;proto=http"),
    ],
)
def test_an_element_says_what_this_hop_saw(address: str, host: bytes, expected: bytes) -> None:
    assert element(address, host, "http") == expected


def test_what_a_hop_adds_can_be_read_again() -> None:
    assert hops(element("2001:db8::1", b'a"b', "http"), element("192.0.2.1", b"x:1", "https")) == [
        "2001:db8::1",
        "192.0.2.1",
    ]
