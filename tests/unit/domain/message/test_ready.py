"""Ready sets of fields: filled in where nothing is said, and a word for caches that no error gets."""

import pytest

from domain.message.edits import is_field_name, is_field_value
from domain.message.headers import Headers, values
from domain.message.ready import SETS, cached, filled

CONTROL = b"private, max-age=300"


@pytest.mark.parametrize("name", SETS)
def test_every_set_is_of_fields_that_may_be_sent_and_of_each_once(name: str) -> None:
    assert all(is_field_name(field) and is_field_value(value) for field, value in SETS[name])
    assert len(dict(SETS[name])) == len(SETS[name])


def test_what_is_there_stays_and_the_rest_is_filled_in() -> None:
    theirs: Headers = [(b"x-frame-options", b"SAMEORIGIN")]
    made = filled(theirs, SETS["api"])
    assert values(made, b"x-frame-options") == [b"SAMEORIGIN"]
    assert values(made, b"x-content-type-options") == [b"nosniff"]


def test_a_cache_is_told_once() -> None:
    theirs: Headers = [(b"cache-control", b"public"), (b"expires", b"0"), (b"pragma", b"no-cache"), (b"etag", b'"a"')]
    assert cached(200, theirs, CONTROL, keeps=False) == [(b"etag", b'"a"'), (b"cache-control", CONTROL)]
    assert cached(304, [], CONTROL, keeps=False) == [(b"cache-control", CONTROL)]


def test_an_error_is_kept_no_longer_than_its_maker_says() -> None:
    assert cached(404, [(b"cache-control", b"no-cache")], CONTROL, keeps=False) == [(b"cache-control", b"no-cache")]


@pytest.mark.parametrize("field", [b"cache-control", b"expires", b"pragma"])
def test_who_says_something_keeps_it_where_that_is_wanted(field: bytes) -> None:
    assert cached(200, [(field, b"x")], CONTROL, keeps=True) == [(field, b"x")]
    assert cached(200, [], CONTROL, keeps=True) == [(b"cache-control", CONTROL)]
