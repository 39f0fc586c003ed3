from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.contract.contract import Parameter, Where
from domain.contract.shape import Shape
from domain.contract.written import ABSENT, TWICE, UNPAIRED, Wrong, decoded_query, of_pairs, of_text, pairs_of, unlisted

NUMBERS = Shape(frozenset(("array",)), frozenset(("integer",)))
TEXTS = Shape(frozenset(("array",)), frozenset(("string",)))
COLOUR = Shape(frozenset(("object",)), members={"r": frozenset(("integer",)), "g": frozenset(("integer",))})
NUMBER = Shape(frozenset(("integer",)))
WORDS = st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=4)


def query(text: str, shape: Shape, style: str = "form", *, explodes: bool = True) -> Any:
    return of_pairs(
        pairs_of(text), Parameter("c", Where.QUERY, None, style=style, explodes=explodes), shape, decoded_query
    )


def path(text: str, shape: Shape, style: str = "simple", *, explodes: bool = False) -> Any:
    return of_text(text, Parameter("c", Where.PATH, None, style=style, explodes=explodes), shape)


@pytest.mark.parametrize(
    ("text", "style", "explodes"),
    [
        ("c=1&c=2", "form", True),
        ("c=1,2", "form", False),
        ("c=1%202", "spaceDelimited", False),
        ("c=1+2", "spaceDelimited", False),
        ("c=1|2", "pipeDelimited", False),
        ("c=1%7C2", "pipeDelimited", False),
        ("c=1%7c2", "pipeDelimited", False),
    ],
)
def test_a_list_in_a_query(text: str, style: str, explodes: bool) -> None:
    assert query(text, NUMBERS, style, explodes=explodes) == [1, 2]


@pytest.mark.parametrize(
    ("text", "style", "explodes"),
    [
        ("r=1&g=2&x=3", "form", True),
        ("c=r,1,g,2", "form", False),
        ("c[r]=1&c%5Bg%5D=2", "deepObject", True),
        ("c=r|1|g|2", "pipeDelimited", False),
    ],
)
def test_a_mapping_in_a_query(text: str, style: str, explodes: bool) -> None:
    assert query(text, COLOUR, style, explodes=explodes) == {"r": 1, "g": 2}


@pytest.mark.parametrize(
    ("text", "style", "explodes"),
    [
        ("1,2", "simple", False),
        ("1, 2", "simple", True),
        (".1,2", "label", False),
        (".1.2", "label", True),
        (";c=1,2", "matrix", False),
        (";c=1;c=2", "matrix", True),
    ],
)
def test_a_list_in_a_path_or_a_header(text: str, style: str, explodes: bool) -> None:
    assert path(text, NUMBERS, style, explodes=explodes) == [1, 2]


@pytest.mark.parametrize(
    ("text", "style", "explodes"),
    [
        ("r,1,g,2", "simple", False),
        ("r=1,g=2", "simple", True),
        (".r,1,g,2", "label", False),
        (".r=1.g=2", "label", True),
        (";c=r,1,g,2", "matrix", False),
        (";r=1;g=2", "matrix", True),
    ],
)
def test_a_mapping_in_a_path_or_a_header(text: str, style: str, explodes: bool) -> None:
    assert path(text, COLOUR, style, explodes=explodes) == {"r": 1, "g": 2}


def test_a_single_value() -> None:
    assert query("c=7", NUMBER) == 7
    assert path("7", NUMBER) == 7
    assert path(";c=7", NUMBER, "matrix") == 7
    assert path(".7", NUMBER, "label") == 7


def test_what_is_not_there_is_absent() -> None:
    assert [query("a=1", shape) for shape in (NUMBER, NUMBERS, COLOUR)] == [ABSENT] * 3
    assert query("d=1", COLOUR, "deepObject") is ABSENT


def test_a_single_value_may_not_stand_twice() -> None:
    assert query("c=1&c=2", NUMBER) is TWICE
    assert query("c=1,2&c=3", NUMBERS, explodes=False) is TWICE
    assert path(";c=1;c=2", NUMBER, "matrix") is TWICE


def test_what_does_not_have_its_style_is_wrong() -> None:
    assert query("c=r,1,g", COLOUR, explodes=False) is UNPAIRED
    assert path("r=1,g", COLOUR, explodes=True) is UNPAIRED
    assert path("7", NUMBER, "label") == Wrong("It begins with `.`.")
    assert path(";d=7", NUMBER, "matrix") == Wrong("It is written `;c=…`.")
    assert query("c=1", COLOUR, "deepObject") == Wrong("It is written `c[…]=…`.")
    assert query("c[r]=1&c[g=x", COLOUR, "deepObject") == Wrong("It is written `c[…]=…`.")
    assert query("c[r][x]=1", COLOUR, "deepObject") == Wrong("Its members have no members of their own.")
    assert query("r=1&r=2", COLOUR) == Wrong("One of its members stands twice.")


def test_names_that_nobody_takes_are_told_once() -> None:
    parameters = [
        (Parameter("page", Where.QUERY, None), NUMBER),
        (Parameter("c", Where.QUERY, None, explodes=True), COLOUR),
        (Parameter("deep", Where.QUERY, None, style="deepObject", explodes=True), COLOUR),
    ]
    pairs = pairs_of("page=1&r=1&deep[r]=2&x=1&x=2&y&&deeper[r]=1")
    assert unlisted(pairs, parameters) == ["x", "y", "deeper[r]"]


@given(WORDS)
def test_whatever_is_in_a_list_comes_back_by_every_style(words: list[str]) -> None:
    assert query("&".join(f"c={quote(word, safe='')}" for word in words), TEXTS) == words
    for style, delimiter in (("form", ","), ("pipeDelimited", "|"), ("spaceDelimited", "%20")):
        if delimiter == "%20" and any(" " in word for word in words):
            continue  # a blank is the delimiter, however it is written
        if delimiter == "|" and any("|" in word for word in words):
            continue
        written = delimiter.join(quote(word, safe="") for word in words)
        assert query(f"c={written}", TEXTS, style, explodes=False) == words
