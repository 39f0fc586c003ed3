"""Globs: `*` stands for any run of characters, also none; all else is itself, and the whole text is covered.

No regular expressions: these are matched in one walk over the text, whatever a caller writes into it (CWE-1333).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glob:
    parts: tuple[str, ...]  # what stands between the stars; one alone has no star

    def matches(self, text: str) -> bool:
        head, tail = self.parts[0], self.parts[-1]
        if len(self.parts) == 1:
            return text == head
        at, end = len(head), len(text) - len(tail)
        if at > end or not text.startswith(head) or not text.endswith(tail):
            return False
        for part in self.parts[1:-1]:
            found = text.find(part, at, end)
            if found < 0:
                return False
            at = found + len(part)
        return True

    def __str__(self) -> str:
        return "*".join(self.parts)


def parse_glob(text: str) -> Glob | str:
    """The glob, or what is wrong with it."""
    parts = tuple(text.split("*"))
    if "" in parts[1:-1]:
        return "two stars in a row mean no more than one"
    if not any(parts):
        return "it matches everything"
    if text.startswith("^") or text.endswith("$"):
        return "it looks like a regular expression"
    return Glob(parts)
