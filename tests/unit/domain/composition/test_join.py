"""Joins: keys found, values laid beside them."""

from domain.composition.join import Join, key_of

ORDERS = {"list": [{"lines": [{"sku": 7, "n": 1}, {"sku": "b"}]}, {"lines": [{"sku": 7}, {"none": 1}, 3]}, "odd", {}]}


def join(*by: str, into: str = "item") -> Join:
    return Join("orders", by, ("id",), into, most=10, at_once=2, is_batch=True)


def test_keys_are_found_wherever_they_stand_each_once() -> None:
    assert join("list", "lines", "sku").keys(ORDERS) == ("7", "b")
    assert join("sku").keys([{"sku": 1}, {"sku": None}, {"sku": True}, {"sku": ""}, {"sku": [1]}]) == ("1",)
    assert join("sku").keys("no object") == ()


def test_a_key_is_a_text_or_a_whole_number() -> None:
    values: list[object] = [7, "7", 2**64, 1.5, True, None, "", []]
    assert [key_of(value) for value in values] == [
        "7", "7", str(2**64), None, None, None, None, None,
    ]  # fmt: skip


def test_values_of_a_batch_are_known_by_their_keys_and_the_first_of_two_counts() -> None:
    found = join("sku").indexed([{"id": 7, "n": "seven"}, {"id": "7", "n": "other"}, {"n": "none"}, 3, {"id": "b"}])
    assert found == {"7": {"id": 7, "n": "seven"}, "b": {"id": "b"}}
    assert join("sku").indexed({"items": []}) is None


def test_what_was_found_stands_beside_each_of_its_keys_and_nothing_else_changes() -> None:
    before = repr(ORDERS)
    joined = join("list", "lines", "sku").joined(ORDERS, {"7": {"n": "seven"}})
    assert joined == {
        "list": [
            {"lines": [{"sku": 7, "n": 1, "item": {"n": "seven"}}, {"sku": "b"}]},
            {"lines": [{"sku": 7, "item": {"n": "seven"}}, {"none": 1}, 3]},
            "odd",
            {},
        ]
    }
    assert repr(ORDERS) == before
