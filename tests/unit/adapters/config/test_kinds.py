"""A plain scalar means one thing to every reader of YAML, or it is ambiguous."""

import pytest

from adapters.config.kinds import kind_of
from adapters.config.tree import Kind


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (Kind.NULL, ["", "~", "null"]),
        (Kind.BOOL, ["true", "false"]),
        (Kind.INT, ["0", "5", "-3", "999999999999999999"]),
        (Kind.FLOAT, ["1.5", "-0.25"]),
        (Kind.TEXT, ["orders", "orders:read", "GET /orders", "5s", "20%", "10MiB", "10.0.0.0/8", "http://a:80", "-"]),
    ],
)
def test_what_all_readers_agree_on_is_what_it_is(kind: Kind, texts: list[str]) -> None:
    assert {text: kind_of(text) for text in texts} == dict.fromkeys(texts, kind)


@pytest.mark.parametrize(
    "text",
    [
        *("no", "No", "yes", "on", "off", "True", "FALSE", "y", "N", "Null", "NULL"),
        *("0123", "0x1f", "0b11", "0o17", "1_000", "+5", "12:30:45", "190:20", "1e3", "1.5e+3", ".5", "5."),
        *(".inf", "-.INF", ".nan", "2026-01-01", "2026-01-01T10:00:00Z", "=", "<<", "9999999999999999999"),
    ],
)
def test_what_they_disagree_on_is_ambiguous(text: str) -> None:
    assert kind_of(text) is Kind.AMBIGUOUS
