"""Shapes: pick, drop, rename, wrap."""

from hypothesis import given
from hypothesis import strategies as some

from domain.composition.fields import FieldPath, parse_field
from domain.composition.shape import Shape, tree_of

USER = {"id": 2**60, "name": "Ada", "secret": "x", "address": {"city": "London", "notes": ["a", {"b": 1}]}}
LISTED = {"items": [USER, {"id": 3}, "odd"], "total": 2}

NAMES = some.sampled_from(["a", "b", "c"])
PATHS = some.lists(NAMES, min_size=1, max_size=3).map(tuple)
VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=2),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)


def field(text: str) -> FieldPath:
    path = parse_field(text)
    assert path is not None
    return path


def fields(*texts: str) -> tuple[FieldPath, ...]:
    return tuple(map(field, texts))


def test_a_shape_that_says_nothing_is_none() -> None:
    assert not Shape()
    assert Shape(pick=fields("a"))
    assert Shape(wrap="data")
    assert Shape().applied(USER) == USER


def test_picked_fields_alone_go_out_in_the_order_that_they_came() -> None:
    assert Shape(pick=fields("name", "id")).applied(USER) == {"id": 2**60, "name": "Ada"}
    assert list(Shape(pick=fields("name", "id")).applied(USER)) == ["id", "name"]  # type: ignore[call-overload]


def test_lists_are_passed_through_and_what_has_no_fields_is_not_picked() -> None:
    picked = Shape(pick=fields("items.id", "total")).applied(LISTED)
    assert picked == {"items": [{"id": 2**60}, {"id": 3}], "total": 2}
    assert Shape(pick=fields("name.first")).applied(USER) == {}
    assert Shape(pick=fields("id")).applied([USER, 7]) == [{"id": 2**60}]


def test_of_a_text_nothing_is_picked() -> None:
    assert Shape(pick=fields("id")).applied("all of it") is None


def test_a_field_that_is_named_whole_is_picked_whole() -> None:
    whole = {"address": USER["address"]}
    assert Shape(pick=fields("address.city", "address")).applied(USER) == whole
    assert Shape(pick=fields("address", "address.city")).applied(USER) == whole
    assert tree_of(fields("a.b", "a.c", "d")) == {"a": {"b": {}, "c": {}}, "d": {}}


def test_dropped_fields_do_not_go_out_wherever_they_are() -> None:
    dropped = Shape(drop=fields("items.secret", "items.address.notes.b", "none.at.all")).applied(LISTED)
    assert dropped == {
        "items": [{"id": 2**60, "name": "Ada", "address": {"city": "London", "notes": ["a", {}]}}, {"id": 3}, "odd"],
        "total": 2,
    }
    assert Shape(drop=fields("a")).applied(7) == 7


def test_a_renamed_field_keeps_its_place_and_wins_over_one_of_its_new_name() -> None:
    shape = Shape(rename=((field("name"), "secret"), (field("address.city"), "town"), (field("none"), "x")))
    renamed = shape.applied(USER)
    assert renamed == {"id": 2**60, "secret": "Ada", "address": {"town": "London", "notes": ["a", {"b": 1}]}}
    assert Shape(rename=((field("items.id"), "number"),)).applied(LISTED) == {
        "items": [{"number": 2**60, "name": "Ada", "secret": "x", "address": USER["address"]}, {"number": 3}, "odd"],
        "total": 2,
    }
    assert Shape(rename=((field("a"), "a"),)).applied({"a": 1}) == {"a": 1}


def test_a_value_is_wrapped_with_what_stands_beside_it() -> None:
    assert Shape(wrap="data").applied([1]) == {"data": [1]}
    assert Shape(wrap="data", meta={"version": 1}).applied([1]) == {"data": [1], "meta": {"version": 1}}


@given(VALUES, some.lists(PATHS, min_size=1, max_size=4).map(tuple))
def test_what_was_dropped_is_nowhere_and_the_value_is_as_it_was(value: object, paths: tuple[FieldPath, ...]) -> None:
    before = repr(value)
    gone = Shape(drop=paths).applied(value)
    assert repr(value) == before
    assert Shape(drop=paths).applied(gone) == gone
    for path in paths:
        assert Shape(pick=(path,)).applied(gone) in _nothing(gone, path)


def _nothing(value: object, path: FieldPath) -> list[object]:
    """What is left where a path finds nothing: the lists and objects on the way, without it."""
    return [Shape(drop=(path,)).applied(Shape(pick=(path,)).applied(value))]


@given(VALUES, some.lists(PATHS, min_size=1, max_size=4).map(tuple))
def test_picking_twice_is_picking_once(value: object, paths: tuple[FieldPath, ...]) -> None:
    once = Shape(pick=paths).applied(value)
    assert Shape(pick=paths).applied(once) == once
