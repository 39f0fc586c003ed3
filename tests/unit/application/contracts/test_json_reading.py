import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.schemas.orjson_bodies import read_body
from application.contracts.json_reading import DEEPEST, Malformed, read_json

READERS = [read_json, read_body]
TEXTS = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
Reader = Callable[[bytes], Any]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":1,"a":1}', b'{"a":1,"\\u0061":1}', b'{"a":{"b":1,"b":2}}', b'{"a":1,"a" :1,"b":"\\u0022:"}',
        b"[1e400]", b"NaN",
        b"[9007199254740993]", b"[-9007199254740992]", b"[123456789012345678901]", b'["\\ud800"]',
        b"\xef\xbb\xbf{}", b"", b"{}{}",
        b'"' + b'\\"' * 1_000_000, b"{" + b'"\\"":0,' * 200_000,
        b"{" + b"".join(b'"%06d":0,' % number for number in range(200_000)) + b'"z":1,"z":2}',
        b'"\xff"', b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_two_readers_could_read_differently_is_refused(read: Reader, raw: bytes) -> None:
    with pytest.raises(Malformed):
        read(raw)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "raw",
    [b"[1.50]", b"[1e3]", b'["\\u00e9"]', b'["\\/"]', b"[-0]", b" [ 1 , 2 ] ", b'["[[{{"]', b"[9007199254740991]"],
)
def test_a_spelling_of_its_own_is_no_fault(read: Reader, raw: bytes) -> None:
    assert read(raw) == json.loads(raw)


@pytest.mark.parametrize("read", READERS)
def test_sixty_four_levels_are_read(read: Reader) -> None:
    raw = b"[" * DEEPEST + b"]" * DEEPEST
    assert read(raw) == json.loads(raw)


@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_both_readings_agree_on_whatever_json_there_is(value: Any, indent: int | None, plain: bool) -> None:
    raw = json.dumps(value, indent=indent, ensure_ascii=plain).encode()
    assert read_body(raw) == read_json(raw) == value


@pytest.mark.parametrize("read", READERS)
def test_levels_are_counted_where_they_are_and_not_in_texts(read: Reader) -> None:
    inner = "[" * (DEEPEST - 2) + '"[[{\\"]"' + "]" * (DEEPEST - 2)
    assert read(f'{{"{"[" * 99}": [{inner}, {{}}, [[]]]}}'.encode())
    with pytest.raises(Malformed, match="levels"):
        read(f'{{"a": [[{inner}]]}}'.encode())
