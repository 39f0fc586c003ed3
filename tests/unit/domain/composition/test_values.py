"""What references stand for, in one call."""

import pytest

from domain.composition.pointer import MISSING
from domain.composition.reference import parse_reference
from domain.composition.template import Unfilled
from domain.composition.values import Values, trouble_with
from domain.identity.principal import Principal

ADA = Principal("ada", claims={"org": {"id": 7}, "none": None}, tenant="acme")
ANSWERS: dict[str, object] = {"orders": [{"id": 1}]}


def value(
    text: str, who: Principal | None = ADA, query: bytes = b"size=3&twice=1&twice=2&none=&a%20b=%C3%A9"
) -> object:
    reference = parse_reference(text)
    assert reference is not None
    return Values({"id": "x"}, query, who, ANSWERS)(reference)


def test_each_origin_has_its_values() -> None:
    assert value("id") == "x"
    assert value("query.size") == "3"
    assert value("query.a b") == "é"
    assert value("principal.subject") == "ada"
    assert value("principal.tenant") == "acme"
    assert value("claim.org.id") == 7
    assert value("orders:/0/id") == 1


@pytest.mark.parametrize(
    "text", ["other", "query.other", "query.twice", "claim.other", "claim.none", "orders:/1", "later:/x", "join.id"]
)
def test_what_is_not_there_once_is_missing(text: str) -> None:
    assert value(text) is MISSING


def test_nobody_states_anything_and_not_everybody_has_a_tenant() -> None:
    assert value("principal.subject", None) is MISSING
    assert value("claim.org.id", None) is MISSING
    assert value("principal.tenant", Principal("ada")) is MISSING


def test_a_default_stands_for_a_parameter_that_is_not_written() -> None:
    assert value("query.other:-20") == "20"
    assert value("query.size:-20") == "3"
    assert value("query.twice:-20") is MISSING
    assert value("query.none:-20") == ""
    assert value("query.size:-20", query=b"") == "20"


def test_a_join_is_asked_for_one_key_or_for_all() -> None:
    values = Values({"id": "x"}, b"", None, {})
    found = [values.of_keys(("7", "8"), parse_reference(text)) for text in ("join.id", "join.ids", "id")]  # type: ignore[arg-type]
    assert found == ["7", ("7", "8"), "x"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("query.size", "query-missing"), ("claim.a", "claim-mismatch"), ("principal.tenant", "claim-mismatch"),
        ("orders:/a", "part-skipped"), ("join.id", "part-skipped"), ("id", "part-skipped"),
    ],
)  # fmt: skip
def test_whose_value_is_missing_says_what_the_caller_is_told(text: str, reason: str) -> None:
    reference = parse_reference(text)
    assert reference is not None
    trouble = trouble_with("a", Unfilled(reference, is_missing=True))
    assert (trouble.part, trouble.reason.name, trouble.why) == ("a", reason, f"{reference} is missing")
    assert trouble_with("a", Unfilled(reference, is_missing=False)).why == f"{reference} fits into no address"
