"""A caret stands below its letter, however wide the letters before it are."""

import pytest

from entrypoints.cli.pointing import pointed


def below(text: str, column: int, width: int = 100) -> str:
    """What the caret stands below, letter by letter of a terminal that shows each in one cell."""
    line, caret = pointed(text, column, width)
    return line[len(caret) - 1 :][:1]


def test_a_caret_stands_below_the_column() -> None:
    assert pointed("routes: {}", 9) == ("routes: {}", "        ^")


def test_a_column_behind_the_end_is_pointed_at_too() -> None:
    assert pointed("abc", 4) == ("abc", "   ^")
    assert pointed("abc", 400) == ("abc", "   ^")


@pytest.mark.parametrize(
    ("text", "shown", "blanks"),
    [
        ("\tx", "    x", 4),
        ("日本x", "日本x", 4),
        ("e\N{COMBINING ACUTE ACCENT}x", "e\N{COMBINING ACUTE ACCENT}x", 1),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}x", r"a\u202ex", 7),
        ("\0x", r"\x00x", 4),
        ("\N{ZERO WIDTH SPACE}x", r"\u200bx", 6),
    ],
)
def test_letters_of_another_width_move_the_caret(text: str, shown: str, blanks: int) -> None:
    assert pointed(text, text.index("x") + 1) == (shown, " " * blanks + "^")


@pytest.mark.parametrize("column", [1, 2, 40, 500, 995, 1000])
def test_of_a_long_line_a_window_is_shown_with_the_column_in_it(column: int) -> None:
    text = "".join(chr(ord("a") + number % 26) for number in range(1000))
    line, _ = pointed(text, column, 40)
    assert len(line) <= 42
    assert below(text, column, 40) == text[column - 1]
    assert line.startswith("…") == (column >= 40)
    assert line.endswith("…") == (column < 990)
