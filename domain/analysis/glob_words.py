"""Glob words: for every way in which a text can match some globs and not the others, texts that do.

All globs are walked over a text at once, letter by letter, over the letters that they have and some that none has. Any
text behaves as the one in which each letter that no glob has is replaced by such a new one, so that a walk over these
letters meets every way there is. The walk is cut off at a number of states; then it says that it is not complete.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from domain.permissions.glob import Glob

MOST_STATES = 2_000
_States = tuple[frozenset[int], ...]  # of each glob, how far it may have come


@dataclass(frozen=True, slots=True)
class GlobWords:
    texts: tuple[str, ...]
    is_complete: bool


def glob_words(globs: Iterable[Glob], variants: int) -> GlobWords:
    """For each way of a text with a new letter, `variants` texts; for each way of one without, the shortest."""
    written = sorted({str(glob) for glob in globs})
    if not written:
        return GlobWords((), is_complete=True)
    new = [letter for letter in _letters() if not any(letter in text for text in written)][: max(variants, 1)]
    known = sorted({letter for text in written for letter in text if letter != "*"})
    start = tuple(_spread(frozenset((0,)), text) for text in written)
    reached: dict[tuple[_States, bool], str] = {(start, False): ""}
    waiting = deque(reached)
    while waiting and len(reached) < MOST_STATES:
        states, is_new = key = waiting.popleft()
        for letter in (*known, new[0]):
            following = tuple(_step(state, text, letter) for state, text in zip(states, written, strict=True))
            after = (following, is_new or letter == new[0])
            if after not in reached:
                reached[after] = reached[key] + letter
                waiting.append(after)
    return GlobWords(tuple(dict.fromkeys(_shortest(reached, written, new))), is_complete=not waiting)


def _shortest(reached: dict[tuple[_States, bool], str], written: list[str], new: list[str]) -> Iterator[str]:
    """The walk goes by length, so that the first of its way is the shortest."""
    seen = set()
    for (states, is_new), word in reached.items():
        way = (tuple(len(text) in state for state, text in zip(states, written, strict=True)), is_new)
        if way not in seen:
            seen.add(way)
            yield from (word.replace(new[0], letter) for letter in (new if is_new else new[:1]))


def _letters() -> Iterator[str]:
    yield from ("o", "n", *ascii_lowercase, *ascii_lowercase.upper(), *"0123456789")
    yield from map(chr, range(0xE0, 0x2000))


def _spread(positions: frozenset[int], text: str) -> frozenset[int]:
    """A star may also stand for nothing."""
    found = set(positions)
    for at in sorted(positions):
        while at < len(text) and text[at] == "*":
            at += 1  # noqa: PLW2901  one star after the other
            found.add(at)
    return frozenset(found)


def _step(positions: frozenset[int], text: str, letter: str) -> frozenset[int]:
    following = {at if text[at] == "*" else at + 1 for at in positions if at < len(text) and text[at] in ("*", letter)}
    return _spread(frozenset(following), text)
