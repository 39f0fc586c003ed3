"""What is no YAML is told in words that help, at the place that helps."""

import pytest

from tests.fakes.gateway_text import read

CASES = [
    ("a: {b: c\nd: e\n", 2, 2, "a `,` or a `}` is missing before this, in the mapping that begins at 1:4"),
    ("a: [b\nc: d]\n", 2, 2, "a `,` or a `]` is missing before this"),
    ("a:\n  b: c\n d: e\n", 3, 2, "this is no further key of the mapping that begins at 1:1"),
    ("a:\n  - b\n  c: d\n", 3, 3, "this is no further item of the list that begins at 2:3"),
    ("a: b: c\n", 1, 5, "a `:` can't stand here"),
    ('a: "b\nc: d\n', 1, 4, "the quote that opens here is never closed"),
    ("a:\n\tb: c\n", 2, 1, "a tab can't indent"),
    ("a: @b\n", 1, 4, "no plain text begins with `@`"),
    ('a: "\\q"\n', 1, 5, "this escape is unknown, in the text in quotes that begins at 1:4"),
    ("a\nb: c\n", 2, 2, "a `:` can't stand here"),
    ("a: b\nc\n", 3, 1, "a `:` is missing after the key that begins at 2:1"),
    ("a: - b\n", 1, 4, "no item of a list begins here"),
    ("}\n", 1, 1, "a value is missing here"),
    ("{}\n{}\n", 2, 1, "the document is over before this"),
    ("%YAML 3.0\n---\na: b\n", 1, 1, "found incompatible YAML document"),
]


@pytest.mark.parametrize(("text", "line", "column", "told"), CASES, ids=[case[0] for case in CASES])
def test_what_is_no_yaml_is_told_in_plain_words(text: str, line: int, column: int, told: str) -> None:
    faults = read(text)
    assert isinstance(faults, tuple)
    [fault] = [fault for fault in faults if fault.code == "yaml-syntax"]
    assert fault.message.startswith(f"this is not YAML: {told}")
    assert (fault.at.line, fault.at.column) == (line, column)
