"""Places: file, line, column; in the order of the file."""

from domain.spec.place import Place, Text


def test_a_place_prints_as_editors_read_it() -> None:
    assert str(Place("gateway.yaml", 3, 7)) == "gateway.yaml:3:7"


def test_places_stand_in_the_order_of_the_file() -> None:
    first, second, third = Place("a", 2, 9), Place("a", 10, 1), Place("a", 10, 2)
    assert sorted((third, second, first)) == [first, second, third]


def test_a_word_prints_without_its_place() -> None:
    assert str(Text("orders", Place("gateway.yaml", 3, 7))) == "orders"
