"""Words that no table knows."""

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
