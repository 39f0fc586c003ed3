"""Envoy's X-Forwarded-Client-Cert: read to its last byte, or not at all."""

import pytest

from domain.message.client_certificate import certificates_in

HASH = "468ed33be74eee6556d90c0149c1309e9ba61d6425303443c0748a02dd8de688"


def test_the_pairs_of_an_element_are_told_apart() -> None:
    field = f'By=spiffe://a;Hash={HASH};Subject="/C=US/L=San Francisco/CN=Test, Client";URI=spiffe://b'
    assert certificates_in(field.encode()) == [
        {
            "by": ("spiffe://a",),
            "hash": (HASH,),
            "subject": ("/C=US/L=San Francisco/CN=Test, Client",),
            "uri": ("spiffe://b",),
        }
    ]


def test_each_proxy_adds_an_element() -> None:
    assert certificates_in(b"URI=a,URI=b;DNS=c") == [{"uri": ("a",)}, {"uri": ("b",), "dns": ("c",)}]


def test_a_key_may_come_several_times_in_any_case() -> None:
    assert certificates_in(b"DNS=a;dns=b;Dns=c") == [{"dns": ("a", "b", "c")}]


def test_what_is_empty_says_nothing() -> None:
    assert certificates_in(b'Hash=x;URI=;Subject=""') == [{"hash": ("x",)}]


def test_quoted_quotes_backslashes_and_separators_belong_to_the_value() -> None:
    assert certificates_in(rb'Subject="O=\"A;B\", \\ Inc";Hash=x') == [
        {"subject": (r'O="A;B", \ Inc',), "hash": ("x",)}
    ]


def test_an_equals_sign_inside_a_value_belongs_to_it() -> None:
    assert certificates_in(b"URI=http://a?b=c") == [{"uri": ("http://a?b=c",)}]


@pytest.mark.parametrize(
    "field",
    [
        b"",
        b"hash",
        b"=x",
        b"URI=a;",
        b"URI=a,",
        b",URI=a",
        b"URI=a;;DNS=b",
        b"URI=a; DNS=b",
        b'URI="a',
        b'URI="a"b',
        b'URI=a"b',
        b'Subject="a\\',
        b"UR I=a",
        b"URI=\xff",
    ],
)
def test_what_does_not_parse_to_its_end_says_nothing(field: bytes) -> None:
    assert certificates_in(field) == []
