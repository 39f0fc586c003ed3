"""The field `Forwarded` (RFC 7239): what it says of earlier hops, and the element that this hop adds."""

import re

from domain.message.headers import Headers, values

_PAIR = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+=(?:[!#$%&'*+.^_`|~0-9A-Za-z:\[\]-]+|\"(?:[^\"\\]|\\.)*\")"
_ELEMENT = re.compile(rb"[ \t]*(" + _PAIR + rb"(?:[ \t]*;[ \t]*" + _PAIR + rb")*)[ \t]*(?:,|$)")
_FOR = re.compile(rb"(?:^|;)[ \t]*for=(\"(?:[^\"\\]|\\.)*\"|[^;\"]+)", re.IGNORECASE)
_NODE = re.compile(r"\[([0-9A-Fa-f:.]+)\](?::[0-9A-Za-z_.-]+)?|([^:\[\]]+)(?::[0-9A-Za-z_.-]+)?|([0-9A-Fa-f:.]+)")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def elements_of(headers: Headers) -> list[bytes]:
    """The elements of all `Forwarded` fields, in order; none at all where one is malformed."""
    joined = b",".join(values(headers, b"forwarded"))
    found, at = list[bytes](), 0
    while at < len(joined):
        element = _ELEMENT.match(joined, at)
        if element is None:
            return []
        found.append(element[1])
        at = element.end()
    return found


def hops_of(elements: list[bytes]) -> list[str]:
    """The addresses that `for=` names, without ports; `unknown` where an element names none."""
    return [_node(found[1]) if (found := _FOR.search(element)) else "unknown" for element in elements]


def element(address: str, host: bytes, scheme: str) -> bytes:
    """What this hop saw: who called it, for which host, by which scheme."""
    node = f"[{address}]" if ":" in address else address
    parts = [("for", node), ("host", host.decode("latin-1")), ("proto", scheme)]
    return ";".join(f"{name}={_quoted(value)}" for name, value in parts if value).encode("latin-1")


def _node(value: bytes) -> str:
    text = re.sub(r"\\(.)", r"\1", value.decode("latin-1").strip('"').strip())
    found = _NODE.fullmatch(text)
    return next(filter(None, found.groups())) if found else "unknown"


def _quoted(value: str) -> str:
    """A token as it is, anything else in quotes (RFC 9110, 5.6.4)."""
    return value if _TOKEN.fullmatch(value) else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
