"""How long a composed answer may be kept."""

import pytest

from domain.composition.cache import strictest


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ([], b"private, no-cache"),
        ([b""], b"private, no-cache"),
        ([b"public, max-age=60", b'max-age="30"'], b"private, max-age=30"),
        ([b"max-age=60", b""], b"private, no-cache"),
        ([b"max-age=60", b"no-cache, max-age=9"], b"private, no-cache"),
        ([b"max-age=60", b'no-cache="x"'], b"private, no-cache"),
        ([b"max-age=60", b"No-Store"], b"private, no-store"),
        ([b"max-age=0"], b"private, no-cache"),
        ([b"max-age=1, max-age=2"], b"private, no-cache"),
        ([b"max-age=-1"], b"private, no-cache"),
        ([b"max-age=\xff"], b"private, no-cache"),
    ],
)
def test_no_longer_than_any_part_may_be(said: list[bytes], kept: bytes) -> None:
    assert strictest(said, is_partial=False) == kept


def test_what_lacks_a_part_is_not_kept_at_all() -> None:
    assert strictest([b"max-age=60"], is_partial=True) == b"private, no-store"
