"""Credentials: exactly one bearer token in exactly one field, or none."""

import string

import pytest

from domain.identity.credential import LARGEST, read_bearer
from domain.message.reason import TOKEN_MALFORMED, TOKEN_MISSING


@pytest.mark.parametrize(
    ("field", "token"),
    [
        (b"Bearer abc.def.ghi", "abc.def.ghi"),
        (b"bearer abc", "abc"),
        (b"BEARER abc", "abc"),
        (b"Bearer   abc", "abc"),
        (b"Bearer a-._~+/9==", "a-._~+/9=="),
    ],
)
def test_a_bearer_token_is_read_whatever_the_case_of_its_scheme(field: bytes, token: str) -> None:
    assert read_bearer([(b"authorization", field)]) == token


@pytest.mark.parametrize(
    "field",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"Bearer", id="a scheme alone"),
        pytest.param(b"Bearer ", id="a scheme and a space"),
        pytest.param(b"Bearerabc", id="no space"),
        pytest.param(b"Bearer\tabc", id="a tab"),
        pytest.param(b"abc.def.ghi", id="a token alone"),
        pytest.param(b"Basic YTpi", id="another scheme"),
        pytest.param(b"Bearer a b", id="two words"),
        pytest.param(b"Bearer abc, Bearer def", id="two tokens"),
        pytest.param(b"Basic YTpi, Bearer abc", id="a token after another scheme"),
        pytest.param(b"Bearer a=b", id="padding inside"),
        pytest.param(b'Bearer "abc"', id="quotes"),
        pytest.param(b"Bearer abc\n", id="a line feed at the end"),
        pytest.param(b"Bearer abc\x00", id="NUL"),
        pytest.param("Bearer ä".encode(), id="letters beyond ASCII"),
    ],
)
def test_anything_else_is_malformed_and_not_skipped_over(field: bytes) -> None:
    assert read_bearer([(b"authorization", field)]) is TOKEN_MALFORMED


def test_a_token_is_made_of_these_characters_and_of_no_other() -> None:
    within = string.ascii_letters + string.digits + "._~+/-"
    for code in range(256):
        read = read_bearer([(b"authorization", b"Bearer a" + bytes((code,)) + b"a")])
        assert read == (f"a{chr(code)}a" if chr(code) in within else TOKEN_MALFORMED)


def test_two_fields_are_malformed_even_when_they_agree() -> None:
    assert read_bearer([(b"authorization", b"Bearer abc")] * 2) is TOKEN_MALFORMED


def test_a_second_field_of_another_scheme_is_malformed_too() -> None:
    fields = [(b"authorization", b"Bearer abc"), (b"authorization", b"Basic YTpi")]
    assert read_bearer(fields) is TOKEN_MALFORMED


def test_without_a_field_the_token_is_missing() -> None:
    assert read_bearer([(b"accept", b"*/*"), (b"proxy-authorization", b"Bearer abc")]) is TOKEN_MISSING


def test_what_is_longer_than_any_token_may_be_is_none() -> None:
    assert LARGEST == 64 * 1024
    assert read_bearer([(b"authorization", b"Bearer " + b"a" * (LARGEST - 7))]) == "a" * (LARGEST - 7)
    assert read_bearer([(b"authorization", b"Bearer " + b"a" * (LARGEST - 6))]) is TOKEN_MALFORMED
