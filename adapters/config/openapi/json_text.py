"""JSON as RFC 8259 has it, and no more: no name twice, no NaN, and not endlessly deep.

By the standard library's parser in C. Where something stands is looked up afterwards, when somebody asks.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from adapters.config.openapi.marks import DEEPEST, Marks, Wrong, too_deep

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|[^\s"\[\]{},:]+', re.DOTALL)
# A text that does not end is one to the end: else the search would begin anew at each quote in it.
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)


class _Doubtful(Exception):
    """Read it again, slowly, and say where."""


def json_value(text: str) -> Any:
    """Raises Wrong."""
    _no_abyss(text)
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Wrong(error.pos, "json-syntax", f"this is not JSON: {error.msg[0].lower()}{error.msg[1:]}") from None
    except _Doubtful as doubtful:
        json_marks(text)
        raise Wrong(0, "json-syntax", f"this is not JSON: {doubtful}") from None
    except ValueError:
        raise Wrong(0, "json-syntax", "this is not JSON: a number has thousands of digits") from None


def json_marks(text: str) -> Marks:
    """Of a text that is JSON. Raises Wrong where a name stands twice."""
    tokens = _TOKEN.finditer(text)
    return _marks(next(tokens)[0], tokens)


def _marks(begin: str, tokens: Iterator[re.Match[str]]) -> Marks:
    if begin == "{":
        return _of_mapping(tokens)
    return _of_list(tokens) if begin == "[" else {}


def _of_mapping(tokens: Iterator[re.Match[str]]) -> Marks:
    found: Marks = {}
    while (key := next(tokens))[0] != "}":
        name = json.loads(key[0]) if "\\" in key[0] else key[0][1:-1]
        if name in found:
            raise Wrong(key.start(), "key-twice", f"`{name}` is written twice", "keep one of them")
        found[name] = key.start(), _marks(next(tokens)[0], tokens)
    return found


def _of_list(tokens: Iterator[re.Match[str]]) -> Marks:
    found: Marks = {}
    while (item := next(tokens))[0] != "]":
        found[str(len(found))] = item.start(), _marks(item[0], tokens)
    return found


def _no_abyss(text: str) -> None:
    """Before the parser, which would go down with it."""
    depth = 0
    for token in _BRACKETS.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth > DEEPEST:
                raise too_deep(token.start())
        elif token[0] in "]}":
            depth -= 1


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Doubtful("a name stands twice")
    return found


def _no_number(word: str) -> NoReturn:
    raise _Doubtful(f"{word} is no number of it")
