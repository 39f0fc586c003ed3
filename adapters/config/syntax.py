"""What the YAML parser complains of, as a fault in plain words, with what is likely the reason.

PyYAML's snippet of the file is left out: it might show a secret.
"""

import yaml

from domain.spec.fault import Fault
from domain.spec.place import Place

_OPEN = "a bracket or a quote before it may be open"
_ALIGN = "indent the keys of one mapping alike, with spaces"
_QUOTE = "quote a text that holds a colon and a blank"
# The parser's words, ours, and what helps. `{}` is what it was in the middle of, with its place.
_WORDS = {
    "did not find expected ',' or '}'": ("a `,` or a `}}` is missing before this, in {}", _OPEN),
    "did not find expected ',' or ']'": ("a `,` or a `]` is missing before this, in {}", _OPEN),
    "did not find expected key": ("this is no further key of {}", _ALIGN),
    "did not find expected '-' indicator": ("this is no further item of {}", "indent the items of one list alike"),
    "could not find expected ':'": ("a `:` is missing after {}", "a key has a colon, a text over several lines quotes"),
    "mapping values are not allowed in this context": ("a `:` can't stand here", _QUOTE),
    "block sequence entries are not allowed in this context": ("no item of a list begins here", "on a line of its own"),
    "did not find expected node content": ("a value is missing here, in {}", _OPEN),
    "did not find expected <document start>": ("the document is over before this", _ALIGN),
    "found unknown escape character": ("this escape is unknown, in {}", "`\\\\` is a backslash"),
}  # fmt: skip
_THINGS = {
    "while parsing a flow mapping": "the mapping",
    "while parsing a flow sequence": "the list",
    "while parsing a flow node": "the value",
    "while parsing a block mapping": "the mapping",
    "while parsing a block collection": "the list",
    "while parsing a block node": "the value",
    "while scanning a simple key": "the key",
    "while scanning a quoted scalar": "the text in quotes",
    "while parsing a quoted scalar": "the text in quotes",
}


def syntax_fault(error: yaml.YAMLError, start: Place, text: str) -> Fault:
    """`start` stands in where the parser names no place."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Fault(start, "yaml-syntax", "this is not YAML")
    mark, began = error.problem_mark, error.context_mark
    at = Place(start.file, mark.line + 1, mark.column + 1)
    if error.problem == "found unexpected end of stream" and began is not None:
        opened = Place(start.file, began.line + 1, began.column + 1)
        return _fault(opened, "the quote that opens here is never closed", "close it, on the same line if it can be")
    if error.problem == "found character that cannot start any token":
        return _unquoted(at, text[mark.index :][:1])
    if error.problem not in _WORDS:
        return _fault(at, f"{error.problem}{f' ({error.context})' if error.context else ''}", "")
    words, hint = _WORDS[error.problem]
    thing = _THINGS.get(error.context or "", "what is written")
    return _fault(
        at, words.format(f"{thing} that begins at {began.line + 1}:{began.column + 1}" if began else thing), hint
    )


def _unquoted(at: Place, letter: str) -> Fault:
    if letter == "\t":
        return _fault(at, "a tab can't indent", "indent with spaces, not tabs")
    return _fault(at, f"no plain text begins with `{letter}`", "quote it")


def _fault(at: Place, message: str, hint: str) -> Fault:
    return Fault(at, "yaml-syntax", f"this is not YAML: {message}", hint)
