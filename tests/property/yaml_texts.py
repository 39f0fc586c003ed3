"""Random files in our dialect of YAML, each written as untidily as somebody might: every style, indent, gap and comment."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Draw = Callable[..., Any]

_WORDS = ("a", "b c", "GET /x/{id}", "5s", "${NAME:-x y}", "it's", 'say "x"', "back\\slash", "a: b", "# no comment", "-", "", "é", " x ")
_PLAIN = ("a", "b c", "5s", "7", "true", "1.5", "GET", "a#b", "a:b", "https://x.example/a?b=c", "null", "~", "-1", "x's")
_COMMENTS = ("#", "# a", "#b", "#  two  ", "# - x: {", "# é  #")

ESCAPED, ESCAPED_SPACE = "\\u00e9", "\\ "

keys = st.sampled_from(["a", "b", "c-d", '"e"', "'f'", "g.h", "'i j'", '"k: l"', "on"])
comments = st.sampled_from(_COMMENTS)


@st.composite
def files(draw: Draw) -> str:
    head = "".join(draw(st.lists(st.one_of(_line("", comments), st.just("\n"), st.just("  \n")), max_size=2)))
    marker = draw(st.sampled_from(["", "", "", "---\n", "--- # c\n"]))
    body = _mapping(draw, draw(st.sampled_from(["", "", "", " "])), 4) if draw(st.integers(0, 9)) else _flow(draw, 3) + "\n"
    tail = draw(st.sampled_from(["", "", "\n\n", "# end", "  # end\n", "...\n", "\t\n"]))
    text = head + marker + body + tail
    return draw(st.sampled_from([text, text, text.replace("\n", "\r\n"), "\ufeff" + text, text.rstrip("\n")]))


def _line(indent: str, text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return text.map(lambda one: f"{indent}{one}\n")


def _gap(draw: Draw, indent: str) -> str:
    """After something: perhaps a comment, then lines of comments or of nothing, at any column."""
    behind = draw(st.sampled_from(["", "", "", " ", "  # behind", " # behind", "\t# behind", "   "]))
    lines = draw(st.lists(st.sampled_from(["", "  ", "# first", f"{indent}# here", f"{indent}  # in", "      # far"]), max_size=2))
    return behind + "\n" + "".join(f"{line}\n" for line in (lines if draw(st.integers(0, 2)) == 0 else []))


def _mapping(draw: Draw, indent: str, depth: int, first: str | None = None) -> str:
    text = ""
    for number, key in enumerate(draw(st.lists(keys, min_size=1, max_size=4, unique_by=lambda key: key.strip("'\"")))):
        lead = first if first is not None and not number else indent
        colon = draw(st.sampled_from([":", ":", ":", " :"]))
        if draw(st.integers(0, 30)) == 0:
            text += f"{lead}? {key}\n{indent}: {_scalar(draw, indent + '  ')}\n"
        else:
            text += f"{lead}{key}{colon}{_value(draw, indent, depth - 1)}"
    return text


def _value(draw: Draw, indent: str, depth: int) -> str:
    deeper = indent + " " * draw(st.integers(1, 4))
    match draw(st.sampled_from(["scalar", "scalar", "flow", "flow", "block", "mapping", "mapping", "list", "list", "nothing"])):
        case "mapping" if depth > 0:
            return _gap(draw, deeper) + _mapping(draw, deeper, depth)
        case "list" if depth > 0:
            dash = indent if draw(st.booleans()) else deeper
            return _gap(draw, dash) + _list(draw, dash, depth)
        case "flow":
            return " " + _flow(draw, depth, deeper) + _gap(draw, indent)
        case "block":
            return " " + _block(draw, indent)
        case "nothing":
            return _gap(draw, indent)
        case _:
            lead = draw(st.sampled_from([" ", "  ", "\t", f"\n{deeper}"]))
            return lead + _scalar(draw, deeper) + _gap(draw, indent)


def _list(draw: Draw, indent: str, depth: int) -> str:
    text = ""
    for _ in range(draw(st.integers(1, 3))):
        space = " " * draw(st.integers(1, 3))
        inner = indent + " " + space
        match draw(st.sampled_from(["value", "value", "mapping", "list"])):
            case "mapping" if depth > 0:
                text += f"{indent}-{space}" + _mapping(draw, inner, depth - 1, first="")
            case "list" if depth > 0:
                text += f"{indent}-{space}" + _list(draw, inner, depth - 1).removeprefix(inner)
            case _:
                text += f"{indent}-" + _value(draw, indent, 0)
    return text


def _flow(draw: Draw, depth: int, indent: str = " ") -> str:
    def space() -> str:
        return str(draw(st.sampled_from(["", "", " ", "  ", "\n" + indent, f" # in\n{indent}", f"\n\n{indent}"])))

    items = []
    is_mapping = draw(st.booleans())
    for number in range(draw(st.integers(0, 3))):
        value = _flow(draw, depth - 1, indent) if depth > 0 and draw(st.booleans()) else _scalar(draw, indent, in_flow=True)
        key = draw(st.sampled_from([f"k{number}: ", f'"k{number}":', f"'k{number}' : "])) if is_mapping else ""
        items.append(space() + key + value + space())
    ends = "{}" if is_mapping else "[]"
    comma = "," + space() if items and draw(st.integers(0, 4)) == 0 else ""
    return ends[0] + ",".join(items) + comma + space() + ends[1]


def _scalar(draw: Draw, indent: str, *, in_flow: bool = False) -> str:
    fold = f"\n{indent}" if draw(st.integers(0, 4)) == 0 else " "
    match draw(st.sampled_from(["plain", "plain", "single", "double"])):
        case "single":
            return "'" + draw(st.sampled_from(_WORDS)).replace("'", "''").replace(" ", fold) + "'"
        case "double":
            text = draw(st.sampled_from(_WORDS)).replace("\\", "\\\\").replace('"', '\\"').replace(" ", fold)
            folds = f"\\{fold}" if fold != " " else ""
            return f'"{text}{draw(st.sampled_from(("", "", ESCAPED, ESCAPED_SPACE, folds)))}"'
        case _:
            text = draw(st.sampled_from(_PLAIN))
            return str(text.replace(" ", fold)) if not in_flow else str(text)


def _block(draw: Draw, indent: str) -> str:
    header = draw(st.sampled_from(["|", ">", "|-", ">+", "|+", "| # c", "|2", ">1-", "|2+"]))
    digit = next((int(letter) for letter in header if letter.isdigit()), 0)
    inner = indent + " " * (digit or draw(st.integers(1, 4)))
    lines = draw(st.lists(st.sampled_from(["a", "b  ", " more", "# no comment", "", "- x", "k: v"]), max_size=4))
    text = "".join(f"{inner if line or draw(st.booleans()) else ''}{line}\n" for line in lines)
    return f"{header}\n{text}"
