"""Generic requests."""

from domain.analysis.region import Region, regions_of
from domain.analysis.sample import samples
from domain.analysis.vocabulary import vocabulary_of
from domain.routing.matcher import Matcher
from tests.unit.domain.builders import matcher, pattern


def told(one: Matcher, *others: Matcher, every_method: bool = False) -> list[str]:
    words = vocabulary_of((one, *others))
    return [str(s) for region in regions_of(one) for s in samples(region, words, every_method=every_method)]


def test_a_route_without_open_places_has_one_request_a_method() -> None:
    assert told(matcher("/a", "PUT GET")) == ["GET http://any.example/a", "PUT http://any.example/a"]


def test_open_places_are_filled_with_words_that_nobody_uses() -> None:
    assert told(matcher("/{x}", "GET"), matcher("/any1")) == ["GET http://any.example/any2"]


def test_an_open_end_has_every_length_that_matters_with_and_without_a_slash() -> None:
    assert told(matcher("/a/{rest*}", "GET"), matcher("/a/b")) == [
        "GET http://any.example/a",
        "GET http://any.example/a/any2",
        "GET http://any.example/a/",
        "GET http://any.example/a/any2/any3",
        "GET http://any.example/a/any2/",
    ]
    assert told(matcher("/{rest*}", "GET"))[:2] == ["GET http://any.example/any1", "GET http://any.example/"]


def test_where_every_method_is_taken_one_that_nobody_names_competes_with_fewest() -> None:
    assert told(matcher("/a"), matcher("/b", "PURGE")) == ["ANY http://any.example/a"]
    every = told(matcher("/a"), matcher("/b", "PURGE"), every_method=True)
    assert [one.split()[0] for one in every] == ["GET", "PURGE", "ANY"]


def test_hosts_headers_and_query_are_as_asked_for() -> None:
    asked = Matcher(pattern("/a"), frozenset(("GET",)), ("*.example",), ((b"x-v", b"2"),), (("k", "a b"),))
    assert told(asked) == ["GET http://any.example/a?k=a%20b [x-v: 2]"]
    (sample,) = samples(next(regions_of(asked)), vocabulary_of((asked,)))
    request = sample.request("10.0.0.1")
    assert (request.headers, request.query, request.client, request.path.raw) == (
        [(b"host", b"any.example"), (b"x-v", b"2")],
        b"k=a%20b",
        "10.0.0.1",
        b"/a",
    )


def test_a_host_that_is_asked_for_as_a_header_is_the_host() -> None:
    region = Region((b"a",), methods=frozenset(("GET",)), headers=((b"host", b"b.example"),))
    assert [str(one) for one in samples(region, vocabulary_of(()))] == ["GET http://b.example/a"]
