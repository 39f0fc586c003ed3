"""The one layout, rule by rule: what is written, and what becomes of it."""

import pytest

from adapters.config.layout import formatting
from adapters.config.layout.formatting import LayoutBroken, formatted

RULES = {
    "a block is indented by two columns, a list too": (
        "a:\n    b:\n     - c\n     -   d: 1\n         e: 2\nf:\n- g\n- - h\n  - i\n",
        "a:\n  b:\n    - c\n    - d: 1\n      e: 2\n\nf:\n  - g\n  - - h\n    - i\n",
    ),
    "inside brackets there is one space after a comma, and none beside a bracket": (
        'a: { b : [1,2 , 3] ,"c":d, e: }\n',
        'a: {b: [1, 2, 3], "c": d, e: }\n',
    ),
    "lines inside brackets stand four columns in, the closing one two; brackets of one line count once": (
        "a: [\n{b: c},\n  d,\n]\ne:\n  f: {any_of: [\n  g], h: [\n i\n ]}\n",
        "a: [\n    {b: c},\n    d,\n  ]\n\ne:\n  f: {any_of: [\n      g], h: [\n        i\n      ]}\n",
    ),
    "a section of several lines has a blank line on both sides": (
        "version: 1\na:\n  b: 1\nc: 2\nd: 3\n# of e\ne:\n  f: 1\n",
        "version: 1\n\na:\n  b: 1\n\nc: 2\nd: 3\n\n# of e\ne:\n  f: 1\n",
    ),
    "one blank line is left of several, none behind a key and none at the ends": (
        "\n\na:\n\n  b: 1\n\n\n  c: 2\n\n\n",
        "a:\n  b: 1\n\n  c: 2\n",
    ),
    "a comment behind something has two spaces before it": (
        "a: 1 # one\nb: [1,# in\n 2]   # behind\n",
        "a: 1  # one\n\nb: [1,  # in\n    2]  # behind\n",
    ),
    "a comment of its own stands where its block stands": (
        "a:\n    # of b\n    b:\n      c: 1\n      # after c\n     # after b\n    # d: 1\n# of e\ne: 1\n # end\n",
        "a:\n  # of b\n  b:\n    c: 1\n    # after c\n  # after b\n  # d: 1\n\n# of e\ne: 1\n# end\n",
    ),
    "quotes are double where that needs no escape": (
        "a: 'it''s'\n'b': 'say \"x\"'\nc: 'x\\y'\nd: \"x\"\ne: x\n",
        'a: "it\'s"\n"b": \'say "x"\'\nc: \'x\\y\'\nd: "x"\ne: x\n',
    ),
    "texts of several lines keep their letters": (
        'a: "x  \n      y\\ \n   z"\nb: |  \n     c\n       d \n\n\ne: |2\n    f\ng: >+\n x\n\n\nh: 1\n',
        'a: "x\n  y\\ \n  z"\n\nb: |\n  c\n    d \n\ne: |2\n    f\n\ng: >+\n  x\n\n\nh: 1\n',
    ),
    "tabs, marks and line ends of elsewhere go": (
        "\ufeffa:\tb  \r\nc:   d\t# e\r\n",
        "a: b\nc: d  # e\n",
    ),
    "the marker of a document is kept": ("--- # here\na: 1\n...\n", "---  # here\na: 1\n...\n"),
    "a file without a last line end gets one": ("a: 1", "a: 1\n"),
    "unless that would be a letter": ("a: |\n  b", "a: |\n  b"),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_holds_and_holds_again(rule: str) -> None:
    before, after = RULES[rule]
    assert formatted(before, "x") == after
    assert formatted(after, "x") == after


def test_a_file_with_a_fault_is_left_with_it() -> None:
    found = formatted("a: 1\na: 2\n", "x")
    assert [str(fault) for fault in found] == [
        "x:2:1: key `a` is written twice, first at 1:1; keep one of them [key-twice]"
    ]


@pytest.mark.parametrize("broken", ["a: 2\n", "a: 1\nb: 2\n", "a: 1  # other\n", "a: [\n"])
def test_what_would_say_something_else_is_never_given_back(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formatting, "laid_out", lambda _: broken)
    with pytest.raises(LayoutBroken):
        formatted("a: 1  # one\n", "x")
