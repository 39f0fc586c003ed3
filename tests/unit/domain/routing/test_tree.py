"""The tree: lists of leaves, the most specific first."""

from domain.routing.tree import Node
from tests.unit.domain.builders import path, pattern


def grown(*written: str) -> Node[str]:
    root: Node[str] = Node()
    for one in written:
        parsed = pattern(one)
        root.leaf(parsed.segments, open_ended=parsed.open_ended).append(one)
    return root


def found(root: Node[str], raw: bytes) -> list[str]:
    return [leaf for leaves in root.candidates(path(raw).segments) for leaf in leaves]


TREE = grown("/{x}/b", "/a/{y}", "/{x}/{y}", "/a/{r*}", "/{x}/{r*}", "/{r*}", "/a/b/{r*}", "/a/{y}/")


def test_closed_patterns_stand_before_open_ended_ones_and_deep_ones_before_shallow_ones() -> None:
    assert found(TREE, b"/a/b") == [
        "/a/{y}", "/{x}/b", "/{x}/{y}", "/a/b/{r*}", "/a/{r*}", "/{x}/{r*}", "/{r*}",
    ]  # fmt: skip


def test_a_path_that_leaves_the_tree_still_has_the_open_ended_patterns_it_passed() -> None:
    assert found(TREE, b"/c/d/e/f") == ["/{x}/{r*}", "/{r*}"]


def test_a_parameter_takes_no_empty_segment() -> None:
    assert found(TREE, b"/") == ["/{r*}"]
    assert found(TREE, b"/a/") == ["/a/{r*}", "/{x}/{r*}", "/{r*}"]


def test_a_final_slash_is_matched_as_written() -> None:
    assert found(TREE, b"/a/c/")[0] == "/a/{y}/"


def test_a_tree_without_leaves_leads_nowhere() -> None:
    assert found(Node(), b"/a") == []


def test_a_branch_that_ends_in_nothing_leads_nowhere() -> None:
    assert found(grown("/a/b/{x}"), b"/a/b") == []


def test_leaves_at_one_place_share_a_list() -> None:
    assert found(grown("/{x}", "/{y}"), b"/a") == ["/{x}", "/{y}"]


def test_the_way_that_takes_literals_ends_at_the_first_candidate_of_all() -> None:
    closed, _, is_only_way = TREE.straight(path(b"/a/c").segments)
    assert (closed, is_only_way) == (["/a/{y}"], False)


def test_where_there_is_one_way_its_deepest_open_ended_leaves_come_after_its_closed_ones() -> None:
    root = grown("/{r*}", "/a/{r*}", "/a/{y}")
    assert root.straight(path(b"/a/b").segments) == (["/a/{y}"], ["/a/{r*}"], True)
    assert root.straight(path(b"/a/b/c").segments) == (None, ["/a/{r*}"], True)
    assert root.straight(path(b"/a").segments) == (None, ["/a/{r*}"], True)
    assert root.straight(path(b"/b").segments) == (None, ["/{r*}"], True)


def test_an_empty_segment_leaves_no_choice_since_no_parameter_takes_it() -> None:
    root = grown("/{x}/", "/{x}/{y}")
    assert root.straight(path(b"/a/").segments) == (["/{x}/"], None, True)


def test_a_list_of_leaves_is_the_same_one_each_time() -> None:
    root: Node[str] = Node()
    for is_open in (True, False):
        assert root.leaf((b"a", None), open_ended=is_open) is root.leaf((b"a", None), open_ended=is_open)
