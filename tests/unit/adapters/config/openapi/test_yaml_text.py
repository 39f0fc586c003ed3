"""YAML by the rules of 1.2, as far as JSON can hold it."""

from typing import Any

import pytest
import yaml

from adapters.config.openapi.marks import Wrong, offset_of
from adapters.config.openapi.yaml_text import yaml_value


def wrong(text: str) -> str:
    with pytest.raises(Wrong) as raised:
        yaml_value(text)
    return raised.value.code


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("on", "on"), ("y", "y"), ("12:30", "12:30"), ("2024-01-01", "2024-01-01"), ("1_000", "1_000"),
        ("true", True), ("True", True), ("~", None), ("", None), ("null", None),
        ("12", 12), ("-0", 0), ("+3", 3), ("012", 12), ("0o17", 15), ("0x1F", 31), ("0b1", "0b1"),
        ("1.5", 1.5), ("1e3", 1000.0), (".5", 0.5), ("1.", 1.0), ("-", [None]), ("1.2.3", "1.2.3"), ("-a", "-a"),
        ('"12"', "12"), ("'no'", "no"), ("!!str 12", "12"), ("! 12", "12"), ("|\n  12\n", "12\n"),
    ],
)  # fmt: skip
def test_a_scalar_is_what_yaml_1_2_says(text: str, value: Any) -> None:
    assert yaml_value(text)[0] == value


def test_a_key_is_text_whatever_it_looks_like() -> None:
    assert yaml_value("200: {on: 1}\nno: 2\nnull: 3")[0] == {"200": {"on": 1}, "no": 2, "null": 3}


def test_nothing_is_nothing() -> None:
    assert yaml_value("# nothing")[0] is None


def test_an_alias_is_what_its_anchor_has_and_placed_there() -> None:
    text = "a: &one {b: [1]}\nc: *one"
    value, marks = yaml_value(text)
    assert value == {"a": {"b": [1]}, "c": {"b": [1]}}
    assert text[offset_of(marks, ("c", "b", "0")) :].startswith("1]}")


def test_a_billion_laughs_are_not_laughed() -> None:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert wrong("\n".join(lines)) == "document-large"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\na: 2", "key-twice"),
        ("a: {<<: {b: 1}}", "yaml-merge"),
        ("? [a]\n: 1", "key-not-text"),
        ("a: &a [*a]", "yaml-alias"),
        ("a: !!binary abc", "yaml-tag"),
        ("a: !own {b: 1}", "yaml-tag"),
        ("a: .inf", "document-number"),
        ("a: 1\n--- \nb: 2", "yaml-documents"),
        ("[" * 200 + "]" * 200, "document-deep"),
    ],
)
def test_what_json_could_not_hold_is_refused(text: str, code: str) -> None:
    assert wrong(text) == code


def test_what_is_no_yaml_is_the_parsers_to_say() -> None:
    with pytest.raises(yaml.YAMLError):
        yaml_value("a: [1")
