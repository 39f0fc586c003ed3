"""What is hidden of a line in a text that is no YAML: nobody knows what it was meant to be, so in doubt it is hidden.

A value goes from its key to where it clearly ends, else to the end of the line. A line is hidden whole where it may
belong to the secret of a line above it.
"""

import re
from collections.abc import Sequence

from adapters.config.hidden_spans import END, Span
from adapters.config.secrecy import INSIDE_KEYS, INSIDE_WHOLE, Secrecy, is_harmless, secrecy_of

_KEY = re.compile(r"""(?P<quote>["']?)(?<![\w.-])(?P<key>[\w.-]+)(?P=quote)[ \t]*[:=][ \t]*""")
# Its name says enough, should the colon be missing.
_WORD = re.compile(
    r"""(?P<quote>["']?)(?<![\w.-])(?P<key>(?:client_)?secret|password|private_key|authorization)(?P=quote)[^\w"'{\[$]*"""
)
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_ENDED = re.compile(r"""[ \t]*(?:$|[}\],][ \t]*(?:["'}\],]|[\w.-]+[ \t]*:|$))""")
_PLAIN = re.compile(r"[^,}\]]*")
_FILE = re.compile(r"""\{[ \t]*file[ \t]*:[ \t]*["']?[\w./-]+["']?[ \t]*\}""")
_EVERYTHING: Span = (0, END)
_FARTHEST = 2000  # lines that are looked back
_LONGEST = 5000  # letters of a line that are looked at; of a longer one nothing is shown


def hidden_of(lines: Sequence[str], number: int) -> list[Span]:
    """The spans of line `number`, from 0."""
    line = lines[number]
    keys = _keys(line[:_LONGEST])
    if len(line) > _LONGEST or _belongs_to_a_secret(lines, number, keys):
        return [_EVERYTHING]
    return [span for key in keys if (span := _value(line, key)) is not None]


def _keys(line: str) -> list[re.Match[str]]:
    found = {one.start("key"): one for pattern in (_KEY, _WORD) for one in pattern.finditer(line)}
    return [found[start] for start in sorted(found)]


def _value(line: str, key: re.Match[str]) -> Span | None:
    """What is hidden of the value of a key."""
    secrecy, start = _secrecy(key["key"]), key.end()
    quoted = _QUOTED.match(line, start)
    held = quoted[0][1:-1] if quoted else line[start:].strip()
    if secrecy is Secrecy.OPEN or (held and is_harmless(held)) or _FILE.match(line, start):
        return None
    if line[start : start + 1] in ("{", "["):
        return None if secrecy is Secrecy.LIKELY else _inside(line, start, secrecy)
    end = quoted.end() if quoted else start + len(_PLAIN.match(line, start)[0])  # type: ignore[index]  # it takes nothing too
    return (start, end if _ENDED.match(line, end) else END)


def _inside(line: str, start: int, secrecy: Secrecy) -> Span | None:
    """Below `keys`, what begins with a form that is known hides what must be hidden by itself."""
    first = _KEY.match(line, start + len(line[start:]) - len(line[start:].lstrip("{[ \t")))
    is_known = secrecy is Secrecy.KEYS and first and first["key"] in (*INSIDE_KEYS, "secret", "hash", "id")
    return None if is_known else (start, END)


def _secrecy(key: str) -> Secrecy:
    return Secrecy.WHOLE if key == "id" else secrecy_of(key)


def _belongs_to_a_secret(lines: Sequence[str], number: int, keys: list[re.Match[str]]) -> bool:
    """Whether what is open above may go on here: by indentation, or because nothing else begins."""
    depth, has_key = _indent(lines[number]), bool(keys)
    before = next((lines[above] for above in range(number - 1, -1, -1) if lines[above].strip()), "")[-_LONGEST:]
    if any(_secrecy(key["key"]) is Secrecy.WHOLE and not before[key.end() :].strip() for key in _keys(before)):
        return _goes_on(Secrecy.WHOLE, keys)  # it ends with the key
    for above in range(number - 1, max(-1, number - _FARTHEST), -1):
        line = lines[above][-_LONGEST:]
        found = _keys(line)
        if not line.strip() or (has_key and _indent(line) >= depth and not _is_open_quote(line)):
            continue
        if not found and not has_key:
            continue  # nor does anything begin there
        if found:
            depth, owner = min(depth, _indent(line)), found[-1]
            if _is_open(line, owner) and _goes_on(_secrecy(owner["key"]), keys):
                return True
            has_key = True
        if depth == 0 and not _is_open_quote(line):
            return False
    return not has_key  # a text that has no key at all


def _goes_on(secrecy: Secrecy, keys: list[re.Match[str]]) -> bool:
    first = keys[0]["key"] if keys else None
    match secrecy:
        case Secrecy.WHOLE:
            return first not in INSIDE_WHOLE
        case Secrecy.KEYS:
            return first not in INSIDE_KEYS and first not in ("secret", "hash", "id")
        case Secrecy.LIKELY:
            return first is None
        case _:
            return False


def _is_open(line: str, key: re.Match[str]) -> bool:
    """Whether the value of the line's last key may go on below."""
    quoted = _QUOTED.match(line, key.end())
    return not (quoted and _ENDED.match(line, quoted.end()))


def _is_open_quote(line: str) -> bool:
    return line.count('"') % 2 == 1 or line.count("'") % 2 == 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
