"""Names that are made: free ones, and ones that can be read."""

import pytest

from domain.openapi.names import free_name, kebab, take


def test_a_name_is_that_of_the_last_step_or_of_the_file() -> None:
    assert free_name(("parts/order.schema.json", ()), set()) == "order"
    assert free_name(("order.yaml", ("$defs", "Line item")), set()) == "Line-item"
    assert free_name(("order.yaml", ("$defs", "!")), set()) == "other"


def test_a_name_that_is_taken_gets_the_first_free_number() -> None:
    taken = {"order", "order-2"}
    assert take("order", taken) == "order-3"
    assert take("order", taken) == "order-4"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("placeOrder", "place-order"),
        ("place_order", "place-order"),
        ("GET /orders/{order_id}", "get-orders-order-id"),
        ("readHTTPLog2", "read-http-log2"),
        ("", ""),
    ],
)
def test_words_are_joined_by_a_dash(text: str, name: str) -> None:
    assert kebab(text) == name
