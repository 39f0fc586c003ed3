"""Texts in the path of a generic request."""

from domain.analysis.call import CallOf
from domain.analysis.placing import fixed_places, placed, places_of
from domain.analysis.region import meeting, regions_of
from domain.analysis.sample import Sample
from domain.identity.principal import NOBODY
from tests.unit.domain.builders import matcher, pattern


def call(*places: tuple[str, str]) -> CallOf:
    return CallOf(NOBODY, "PUT", ((b"host", b"a"), (b"x-a", b"1")), "127.0.0.1", 0.0, places)


def path_of(sample: Sample | None) -> bytes | None:
    return sample.path if sample else None


SAMPLE = Sample("GET", "a", (b"users", b"any1", b"any2"))


def test_parameters_have_places() -> None:
    assert places_of(pattern("/users/{id}/{rest*}")) == (("id", "1"), ("rest", "2*"))
    assert places_of(pattern("/users")) == ()


def test_what_a_region_says_of_a_place_is_all_that_can_stand_there() -> None:
    (own,) = regions_of(matcher("/{who}/{rest*}"))
    names = places_of(pattern("/{who}/{rest*}"))
    for other, fixed in (
        ("/a%20b/c/d", (("0", ("a b",)), ("1*", ("c/d",)))),
        ("/a/{x*}", (("0", ("a",)),)),
        ("/a/{x}", (("0", ("a",)),)),
    ):
        (region,) = regions_of(matcher(other))
        met = meeting(own, region)
        assert met
        assert fixed_places(names, met) == fixed


def test_texts_are_written_as_a_path_has_them() -> None:
    sample = placed(SAMPLE, call(("1", "a b"), ("2*", "c/d")))
    assert path_of(sample) == b"/users/a%20b/c/d"
    assert sample
    assert (sample.method, sample.headers) == ("PUT", ((b"x-a", b"1"),))
    assert path_of(placed(SAMPLE, call(("2*", "")))) == b"/users/any1"


def test_what_cannot_stand_in_a_path_makes_no_request() -> None:
    assert placed(SAMPLE, call(("1", ".."))) is None
    assert placed(SAMPLE, call(("1", "a/b"))) is None
    assert placed(SAMPLE, call(("2*", "a//b"))) is None


def test_places_that_overlap_agree_or_there_is_no_such_request() -> None:
    assert path_of(placed(SAMPLE, call(("1", "a"), ("1*", "a/b")))) == b"/users/a/b"
    assert placed(SAMPLE, call(("1", "c"), ("1*", "a/b"))) is None
    assert placed(SAMPLE, call(("1*", ""), ("1", "c"))) is None
