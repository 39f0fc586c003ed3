"""Random files in our dialect of YAML, as untidy as somebody might write them: every style, indent, gap and comment."""

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

_WORDS = (
    "a", "b c", "GET /x/{id}", "${NAME:-x y}", "it's", 'say "x"', "back\\slash", "a: b", "# none", "-", "", "é", " x ",
)  # fmt: skip
_PLAIN = (
    "a", "b c", "5s", "7", "true", "1.5", "GET", "a#b", "a:b", "https://x.example/a?b=c", "null", "~", "-1", "x's",
)  # fmt: skip
_KEYS = ("a", "b", "c-d", '"e"', "'f'", "g.h", "'i j'", '"k: l"', "on")
_LINES = ("", "  ", "# first", "   # third", "      # far")
_BEHIND = ("", "", "", " ", "  # behind", " # behind", "\t# behind", "   ")
_KINDS = ("scalar", "scalar", "flow", "flow", "block", "mapping", "mapping", "list", "list", "nothing")
ESCAPED, ESCAPED_SPACE = "\\u00e9", "\\ "


@st.composite
def files(draw: Callable[..., Any]) -> str:
    return _Scribe(draw).file()


class _Scribe:
    def __init__(self, draw: Callable[..., Any]) -> None:
        self._draw = draw

    def file(self) -> str:
        head = self.one("", "", "# a\n", "\n", "  #b\n\n", "#\n  \n")
        marker = self.one("", "", "", "---\n", "--- # c\n")
        body = self.mapping(self.one("", "", "", " "), 4) if self.up_to(9) else self.flow(3, " ") + "\n"
        tail = self.one("", "", "\n\n", "# end", "  # end\n", "...\n", "\t\n")
        text = head + marker + body + tail
        return self.one(text, text, text, text.replace("\n", "\r\n"), "\ufeff" + text, text.rstrip("\n"))

    def one(self, *texts: str) -> str:
        return str(self._draw(st.sampled_from(texts)))

    def up_to(self, most: int, least: int = 0) -> int:
        return int(self._draw(st.integers(least, most)))

    def some(self, texts: Sequence[str], least: int, most: int) -> list[str]:
        return list(self._draw(st.lists(st.sampled_from(texts), min_size=least, max_size=most, unique=True)))

    def gap(self, indent: str) -> str:
        """After something: perhaps a comment, then lines of comments or of nothing, at any column."""
        lines = [] if self.up_to(2) else self.some((*_LINES, f"{indent}# here", f"{indent}  # in"), 0, 2)
        return self.one(*_BEHIND) + "\n" + "".join(f"{line}\n" for line in lines)

    def mapping(self, indent: str, depth: int, first: str | None = None) -> str:
        text = ""
        for number, key in enumerate(self.some(_KEYS, 1, 4)):
            lead = first if first is not None and not number else indent
            if self.up_to(30):
                text += f"{lead}{key}{self.one(':', ':', ':', ' :')}{self.value(indent, depth - 1)}"
            else:
                text += f"{lead}? {key}\n{indent}: {self.scalar(indent + '  ')}\n"
        return text

    def value(self, indent: str, depth: int) -> str:
        deeper = indent + " " * self.up_to(4, least=1)
        match self.one(*_KINDS):
            case "mapping" if depth > 0:
                return self.gap(deeper) + self.mapping(deeper, depth)
            case "list" if depth > 0:
                dash = self.one(indent, deeper)
                return self.gap(dash) + self.list(dash, depth)
            case "flow":
                return f" {self.flow(depth, deeper)}{self.gap(indent)}"
            case "block":
                return f" {self.block(indent)}"
            case "nothing":
                return self.gap(indent)
        return self.one(" ", "  ", "\t", f"\n{deeper}") + self.scalar(deeper) + self.gap(indent)

    def list(self, indent: str, depth: int) -> str:
        text = ""
        for _ in range(self.up_to(3, least=1)):
            space = " " * self.up_to(3, least=1)
            inner = f"{indent} {space}"
            match self.one("value", "value", "mapping", "list"):
                case "mapping" if depth > 0:
                    text += f"{indent}-{space}" + self.mapping(inner, depth - 1, first="")
                case "list" if depth > 0:
                    text += f"{indent}-{space}" + self.list(inner, depth - 1).removeprefix(inner)
                case _:
                    text += f"{indent}-" + self.value(indent, 0)
        return text

    def flow(self, depth: int, indent: str) -> str:
        spaces = ("", "", " ", "  ", f"\n{indent}", f" # in\n{indent}", f"\n\n{indent}")
        opened, closed = ("{", "}") if self.up_to(1) else ("[", "]")
        items = []
        for number in range(self.up_to(3)):
            is_deep = depth > 0 and self.up_to(1)
            value = self.flow(depth - 1, indent) if is_deep else self.scalar(indent, in_flow=True)
            key = self.one(f"k{number}: ", f'"k{number}":', f"'k{number}' : ") if opened == "{" else ""
            items.append(self.one(*spaces) + key + value + self.one(*spaces))
        comma = self.one("", "", "", ",") if items else ""
        return opened + ",".join(items) + comma + self.one(*spaces) + closed

    def scalar(self, indent: str, *, in_flow: bool = False) -> str:
        fold = self.one(" ", " ", " ", " ", f"\n{indent}")
        match self.one("plain", "plain", "single", "double"):
            case "single":
                return "'" + self.one(*_WORDS).replace("'", "''").replace(" ", fold) + "'"
            case "double":
                text = self.one(*_WORDS).replace("\\", "\\\\").replace('"', '\\"').replace(" ", fold)
                folded = f"\\{fold}" if fold != " " else ""
                return f'"{text}{self.one("", "", ESCAPED, ESCAPED_SPACE, folded)}"'
        return self.one(*_PLAIN).replace(" ", " " if in_flow else fold)

    def block(self, indent: str) -> str:
        header = self.one("|", ">", "|-", ">+", "|+", "| # c", "|2", ">1-", "|2+")
        digit = next((int(letter) for letter in header if letter.isdigit()), 0)
        inner = indent + " " * (digit or self.up_to(4, least=1))
        lines = self._draw(st.lists(st.sampled_from(("a", "b  ", " more", "# none", "", "- x", "k: v")), max_size=4))
        return f"{header}\n" + "".join(f"{inner if line or self.up_to(1) else ''}{line}\n" for line in lines)
