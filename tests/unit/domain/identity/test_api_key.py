"""API keys: found by their id, judged by the hash of the whole text; nothing of them is printed."""

from hashlib import sha256

import pytest

from domain.identity.api_key import ApiKey, ApiKeys, id_of, is_key_id, is_text_of
from domain.identity.principal import Principal

SECRET = b"k2rbbxxf2z5jjb3wdkq4wncbbnfx6ush"
TEXT = b"limen_q7rkvspk_" + SECRET
KEY = ApiKey("q7rkvspk", sha256(TEXT).digest(), Principal("partner-a"))


def test_a_key_names_its_id() -> None:
    assert id_of(TEXT) == "q7rkvspk"


@pytest.mark.parametrize(
    "presented",
    [
        b"",
        b"q7rkvspk",
        SECRET,
        b"Limen_q7rkvspk_" + SECRET,
        b"limen_Q7RKVSPK_" + SECRET,
        b"limen_abc_" + SECRET,
        b"limen_" + b"a" * 33 + b"_" + SECRET,
        b"limen_q7rkvspk_" + SECRET[:25],
        b"limen_q7rkvspk_" + b"a" * 129,
        b"limen_q7rkvspk_" + SECRET + b"\n",
        b" " + TEXT,
        TEXT + b", " + TEXT,
        TEXT + b"=",
        b"limen_q7rkvspk_\xc3\xa9" + SECRET,
    ],
)
def test_what_is_not_formed_like_a_key_names_none(presented: bytes) -> None:
    assert id_of(presented) is None


def test_ids_are_of_four_to_thirty_two_small_letters_and_digits() -> None:
    assert is_key_id("abcd")
    assert is_key_id("a" * 32)
    assert not any(map(is_key_id, ("abc", "a" * 33, "ABCD", "ab_d", "abcd\n", "")))


def test_only_the_whole_text_is_the_keys() -> None:
    assert is_text_of(TEXT, KEY)
    assert not is_text_of(TEXT[:-1], KEY)
    assert not is_text_of(TEXT[:-1] + b"a", KEY)
    assert not is_text_of(KEY.hash, KEY)


def test_nothing_is_the_text_of_a_key_that_there_is_not() -> None:
    assert not is_text_of(TEXT, None)
    assert not is_text_of(b"", None)


def test_no_hash_is_printed() -> None:
    printed = repr(ApiKeys("partners", b"x-api-key", {KEY.id: KEY}))
    assert "q7rkvspk" in printed
    assert repr(KEY.hash)[2:-1] not in printed
    assert KEY.hash.hex() not in printed
