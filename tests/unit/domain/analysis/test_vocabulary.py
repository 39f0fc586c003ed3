"""Words that no table knows."""

from domain.analysis.region import regions_of
from domain.analysis.sample import samples
from domain.analysis.vocabulary import Vocabulary, vocabulary_of
from domain.routing.matcher import Matcher
from tests.unit.domain.builders import matcher, pattern


def test_the_vocabulary_is_what_all_matchers_say() -> None:
    words = vocabulary_of((matcher("/a/{x}", "GET"), Matcher(pattern("/b"), hosts=("a.example",))))
    assert words == Vocabulary(frozenset((b"a", b"b")), frozenset(("a.example",)), frozenset(("GET",)), 2)
    assert vocabulary_of(()) == Vocabulary()


def test_a_new_word_is_none_of_them() -> None:
    words = Vocabulary(frozenset((b"any1",)), frozenset(("any.example", "*.x.example")), frozenset(("ANY",)))
    assert words.new_segment(0) == b"any2"
    assert words.new_method() == "ANY1"
    assert words.new_host() == "any"


def test_a_new_host_is_below_a_wildcard_and_below_no_longer_one() -> None:
    assert Vocabulary().new_host() == "any.example"
    assert Vocabulary(hosts=frozenset(("*.example", "any.example"))).new_host("*.example") == "any1.example"
    assert Vocabulary(hosts=frozenset(("*.example",))).new_host() == "any"


def test_a_header_that_should_not_be_there_has_a_value_that_nobody_asks_for() -> None:
    known = [Matcher(pattern("/a"), headers=((b"x", None), (b"y", b"any0")))]
    words = vocabulary_of(known)
    assert (words.absent, words.new_value()) == (frozenset((b"x",)), b"any1")
    [region] = regions_of(Matcher(pattern("/a"), frozenset(("GET",))))
    assert [sample.headers for sample in samples(region, words)] == [(), ((b"x", b"any1"),)]
    [absent] = regions_of(Matcher(pattern("/a"), frozenset(("GET",)), headers=((b"x", None),)))
    assert [sample.headers for sample in samples(absent, words)] == [()]
