"""Formatting changes nothing but white space and quotes: the tree stays, every comment stays, and once is enough."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from adapters.config.documents import tree_of
from adapters.config.layout.formatting import comments_of, formatted, said
from tests.docs.markdown import ROOT
from tests.property.good_files import good_files
from tests.property.yaml_texts import files

GOOD = good_files()
LETTERS = (
    "a", "b", ":", ": ", "- ", "-", "\n", "\n  ", "\n    ", " ", "#", " # c", "{", "}", "[", "]", ",", '"', "'", "\\",
    "|", ">", "|+", ">-", "|2", "? ", "\t", "---", "...", "%YAML 1.1\n", "&a", "*a", "!t", "\u2028", "\x85", "\0",
    "\ufeff", "~", "\r", "${A}", "<<",
)  # fmt: skip
BETWEEN = (" ", "\n", "  # c\n", "\n# c\n", "\n\n\n", "\n    ", "\t", "'", "\r\n")
FAULTY = {file.stem: file.read_bytes() for file in sorted((ROOT / "tests/golden/faults").glob("*.yaml"))}


def check(text: str) -> None:
    root, faults = tree_of(text, "gateway.yaml", None, "version: 1")
    written = formatted(text, "gateway.yaml")
    if root is None or faults:
        assert written == tuple(faults)
        return
    assert isinstance(written, str), (str(written[0]), text)
    again, _ = tree_of(written, "gateway.yaml", None, "version: 1")
    assert again is not None
    assert said(again) == said(root)
    assert comments_of(written) == comments_of(text)
    assert formatted(written, "gateway.yaml") == written


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_says_the_same_afterwards(name: str) -> None:
    check(GOOD[name])


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_file_says_the_same_afterwards_or_is_left_with_its_faults(name: str) -> None:
    check(FAULTY[name].decode(errors="replace"))


@given(st.lists(st.sampled_from(LETTERS), max_size=25).map("".join))
def test_no_text_is_too_odd_to_be_formatted_or_refused(text: str) -> None:
    check(text)


@settings(max_examples=300)
@given(files())
def test_an_untidy_file_says_the_same_afterwards(text: str) -> None:
    root, faults = tree_of(text, "gateway.yaml", None, "version: 1")
    assume(root is not None and not faults)
    check(text)


@settings(max_examples=300)
@given(st.data())
def test_a_good_file_with_something_between_says_the_same_afterwards(data: st.DataObject) -> None:
    text = GOOD[data.draw(st.sampled_from(sorted(GOOD)))]
    for _ in range(data.draw(st.integers(1, 3))):
        at, between = data.draw(st.integers(0, len(text))), data.draw(st.sampled_from(BETWEEN))
        text = text[:at] + between + text[at:]
    check(text)
