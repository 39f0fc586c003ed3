"""Compiles rewrites: of the path by a template, a prefix taken off or a prefix replaced; and of the host."""

import re
from collections.abc import Callable

from domain.routing.pattern import BadPattern, Pattern
from domain.routing.rewrite import Rewrite, compile_prefix, compile_rewrite, compile_strip
from domain.spec.fault import Fault
from domain.spec.place import Text
from domain.spec.route import RewriteSpec

Way = Callable[[str, Pattern], Rewrite | BadPattern]

_HOST = re.compile(r"(?!.*\.\.)[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")
_PORT = re.compile(r":[0-9]{1,5}")


def compile_path(spec: RewriteSpec, pattern: Pattern, faults: list[Fault]) -> Rewrite | None:
    ways: tuple[tuple[Text | None, Way], ...] = (
        (spec.path, compile_rewrite),
        (spec.strip, compile_strip),
        (spec.prefix, compile_prefix),
    )
    written = [(text, way) for text, way in ways if text is not None]
    if len(written) > 1:
        message = "a path is rewritten in one way only"
        faults.append(Fault(written[1][0].at, "rewrite-repeated", message, "one of `path`, `strip` and `prefix`"))
    return _compiled(*written[0], pattern, faults) if written else None


def compile_host(host: Text | None, faults: list[Fault], *, may_have_port: bool = True) -> bytes | None:
    if host is None:
        return None
    port = _PORT.fullmatch(host.text, max(host.text.rfind(":"), 0)) if may_have_port else None
    name = host.text.removesuffix(port[0]) if port else host.text
    if not _HOST.fullmatch(name):
        faults.append(Fault(host.at, "host-malformed", f"`{host}` is not a host", "a name, without a wildcard"))
    return host.text.encode()


def _compiled(text: Text, way: Way, pattern: Pattern, faults: list[Fault]) -> Rewrite | None:
    rewrite = way(text.text, pattern)
    if isinstance(rewrite, BadPattern):
        faults.append(Fault(text.at, "rewrite-malformed", f"`{text}`: {rewrite.why}"))
        return None
    return rewrite
