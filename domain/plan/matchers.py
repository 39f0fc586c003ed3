"""Compiles what a route matches: methods, hosts, headers, query, and the pattern of its path."""

import re

from domain.routing.matcher import Matcher
from domain.routing.pattern import BadPattern, Pattern, parse_pattern
from domain.spec.fault import Fault
from domain.spec.place import Text
from domain.spec.route import MatchSpec

OWN_PATHS = ("/health", "/ready", "/docs", "/redoc", "/openapi.json")  # the gateway answers these itself

_METHOD = re.compile(r"[A-Z][A-Z0-9_-]*")
_HOST = re.compile(r"(?!.*\.\.)(?:\*\.)?[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


def compile_matcher(spec: MatchSpec, faults: list[Fault]) -> Matcher | None:
    pattern = _pattern(spec, faults)
    faults.extend(_misfits(spec.methods, _METHOD, "method", "methods are in capitals: GET"))
    faults.extend(_misfits(spec.hosts, _HOST, "host", "a name in lower case without a port, or `*.name`"))
    if pattern is None:
        return None
    return Matcher(
        pattern,
        methods=frozenset(method.text for method in spec.methods),
        hosts=tuple(host.text for host in spec.hosts),
        headers=tuple(_header(name, value) for name, value in spec.headers),
        query=spec.query,
    )


def _header(name: str, value: str | None) -> tuple[bytes, bytes | None]:
    return name.lower().encode("latin-1", "replace"), None if value is None else value.encode()


def _pattern(spec: MatchSpec, faults: list[Fault]) -> Pattern | None:
    parsed = parse_pattern(spec.path.text, prefix=spec.is_prefix)
    if isinstance(parsed, BadPattern):
        faults.append(Fault(spec.path.at, "path-malformed", f"`{spec.path}`: {parsed.why}"))
        return None
    own = next((path for path in OWN_PATHS if parsed.segments[:1] == (path[1:].encode(),)), None)
    if own:
        faults.append(Fault(spec.path.at, "path-reserved", f"`{own}` is answered by the gateway itself"))
    return parsed


def _misfits(written: tuple[Text, ...], shape: re.Pattern[str], what: str, hint: str) -> list[Fault]:
    return [
        Fault(text.at, f"{what}-malformed", f"`{text}` is not a {what}", hint)
        for text in written
        if not shape.fullmatch(text.text)
    ]
