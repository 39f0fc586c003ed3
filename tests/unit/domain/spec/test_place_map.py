from domain.spec.place import Place
from domain.spec.place_map import PlaceMap

START, ORDER, ITEM = (Place("a.json", line, 1) for line in (1, 2, 3))


def test_a_value_without_a_place_has_that_of_what_is_around_it() -> None:
    places = PlaceMap(START, {("order",): ORDER, ("order", "items"): ITEM})
    assert places(("order", "items", "0")) == ITEM
    assert places(("order", "sku")) == ORDER
    assert places(("other",)) == START
    assert places(()) == START
