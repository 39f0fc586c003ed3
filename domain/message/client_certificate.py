"""`X-Forwarded-Client-Cert` as Envoy writes it: elements, one a proxy, each of pairs of key and value.

Keys are of any case, values may stand in double quotes, in which a backslash quotes. Read strictly: what does not parse
to its last byte says nothing at all, for two readers would find two certificates in it.
"""

import re
from collections.abc import Mapping

_VALUE = r'"(?:[^"\\]|\\.)*"|[^",;]*'
_PAIR = re.compile(rf"([A-Za-z]+)=({_VALUE})([,;]|$)")
_ESCAPED = re.compile(r"\\(.)")

Element = Mapping[str, tuple[str, ...]]  # by key in lower case; values that are empty are left out


def certificates_in(field: bytes) -> list[Element]:
    """The elements, the outermost proxy's first; none at all where one is malformed."""
    try:
        text = field.decode()
    except UnicodeDecodeError:
        return []
    elements, element, at, follows = list[Element](), dict[str, tuple[str, ...]](), 0, True
    while follows:
        pair = _PAIR.match(text, at)
        if pair is None:
            return []
        key, value = pair[1].lower(), _plain(pair[2])
        if value:
            element[key] = (*element.get(key, ()), value)
        if pair[3] != ";":
            elements.append(element)
            element = {}
        at, follows = pair.end(), bool(pair[3])
    return elements


def _plain(written: str) -> str:
    return _ESCAPED.sub(r"\1", written[1:-1]) if written.startswith('"') else written
