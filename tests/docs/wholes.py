"""Fragments made whole: a part of a configuration, put to its place in a small document without fault.

Text is put into text, so that what is checked is what stands on the page, letter by letter.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Union

Tree = Mapping[str, Union[str, "Tree"]]

SMALLEST: Tree = {
    "version": "1",
    "identity": {
        "issuers": {
            "main": {
                "issuer": "https://idp.example",
                "audience": "[shop-api]",
                "keys": "discover",
                "algorithms": "[RS256]",
                "claims": "{subject: sub, roles: roles}",
            }
        }
    },
    "permissions": {
        "roles": {
            "viewer": '{grants: ["orders:read", "users:read"]}',
            "manager": '{inherits: [viewer], grants: ["orders:write"]}',
            "admin": "{inherits: [manager]}",
        }
    },
    "upstreams": {
        "orders": {"targets": '[{url: "http://orders:8080"}]'},
        "users": {"targets": '[{url: "http://users:8080"}]'},
    },
    "routes": {"hello": {"match": '"GET /hello"', "to": "orders", "require": "authenticated"}},
}

_KEY = re.compile(r"^([^\s#:][^:]*):", re.MULTILINE)


def whole(fragment: str, path: str = "") -> str:
    """The document with `fragment` at `path` (`identity.issuers.main`; nothing is the top)."""
    return "".join(_completed(SMALLEST, fragment, path.split(".") if path else [], ""))


def _completed(tree: Tree, fragment: str, path: list[str], indent: str) -> Iterator[str]:
    """What the fragment says itself is left out of the tree."""
    said = set(path[:1]) or set(_KEY.findall(fragment))
    yield from _written({key: value for key, value in tree.items() if key not in said}, indent)
    if path:
        below = tree.get(path[0], {})
        yield f"{indent}{path[0]}:\n"
        yield from _completed({} if isinstance(below, str) else below, fragment, path[1:], indent + "  ")
    else:
        yield from (f"{indent}{line}" if line.strip() else line for line in fragment.splitlines(keepends=True))


def _written(tree: Tree, indent: str) -> Iterator[str]:
    for key, value in tree.items():
        if isinstance(value, str):
            yield f"{indent}{key}: {value}\n"
        else:
            yield f"{indent}{key}:\n"
            yield from _written(value, indent + "  ")
