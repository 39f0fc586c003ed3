"""Where an upstream's paths begin: at the path of the first server of its document, variables filled in."""

import re

from domain.openapi.pointers import members
from domain.spec.document import Document

_ORIGIN = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*")
_VARIABLE = re.compile(r"\{([^{}]*)\}")


def base_path(document: Document) -> str:
    """Empty, or `/v2`: without a slash at its end."""
    servers = document.value.get("servers")
    first = members(servers[0]) if isinstance(servers, list) and servers else {}
    variables = members(first.get("variables"))
    url = _VARIABLE.sub(
        lambda found: str(members(variables.get(found[1])).get("default", "")), str(first.get("url", ""))
    )
    path = _ORIGIN.sub("", url, count=1).partition("?")[0].strip("/")
    return f"/{path}" if path else ""
