"""What stands between braces."""

import pytest

from domain.composition.reference import Origin, Reference, parse_reference


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("order_id", Reference(Origin.PATH, "order_id")),
        ("query.size", Reference(Origin.QUERY, "size")),
        ("query.size:-20", Reference(Origin.QUERY, "size", default="20")),
        ("query.size:-", Reference(Origin.QUERY, "size")),
        ("principal.subject", Reference(Origin.PRINCIPAL, "subject")),
        ("principal.tenant", Reference(Origin.PRINCIPAL, "tenant")),
        ("claim.org.id", Reference(Origin.CLAIM, "org.id")),
        ("claim.https://a.example/b", Reference(Origin.CLAIM, "https://a.example/b")),
        ("orders:/0/id", Reference(Origin.PART, "orders", ("0", "id"))),
        ("orders:", Reference(Origin.PART, "orders")),
        ("my.orders:/a~1b", Reference(Origin.PART, "my.orders", ("a/b",))),
        ("join.id", Reference(Origin.JOIN, "id")),
        ("join.ids", Reference(Origin.JOIN, "ids")),
        ("join.ids*", Reference(Origin.JOIN, "ids*")),
    ],
)
def test_where_a_value_comes_from(text: str, reference: Reference) -> None:
    assert parse_reference(text) == reference


@pytest.mark.parametrize(
    "text", ["", "a b", "query.", "query.:-1", "claim.", "principal.name", ":/a", "a:b", "join.x", "a-b"]
)
def test_what_names_nothing(text: str) -> None:
    assert parse_reference(text) is None


@pytest.mark.parametrize(
    "text", ["order_id", "query.size", "principal.subject", "claim.a.b", "orders:/a~1b/c~0d", "join.ids"]
)
def test_a_reference_is_told_as_it_was_written(text: str) -> None:
    assert str(parse_reference(text)) == f"{{{text}}}"
