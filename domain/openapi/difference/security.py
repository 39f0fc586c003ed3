"""Security, before and after: whether what a caller presents still lets it in.

Requirements are alternatives, each a set of schemes with scopes; one that is empty is for anybody. A caller that met an
alternative is let in where a new one asks for no more.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from domain.openapi.difference.change import Change, Grade
from domain.openapi.operations import Operation
from domain.openapi.pointers import members, value_at
from domain.spec.document import Document

Way = Mapping[str, frozenset[str]]
SCHEMES = ("components", "securitySchemes")
_MEANS = ("type", "in", "name", "scheme")  # how a credential is sent


def security_changes(old: Operation, new: Operation) -> Iterator[Change]:
    was, now = _ways(old), _ways(new)
    at = (*new.spec.at, "security") if "security" in new.spec.value else new.spec.at
    for way in was:
        if not any(_asks_no_more(other, way) for other in now):
            yield Change(Grade.BREAKING, "security-tightened", at, f"{_said(way)} does not suffice any more")
    for way in now:
        if not any(_asks_no_more(other, way) for other in was):
            yield Change(Grade.COMPATIBLE, "security-loosened", at, f"{_said(way)} suffices now")


def scheme_changes(old: Document, new: Document) -> Iterator[Change]:
    """A scheme that is gone is told where it was asked for."""
    was, now = (members(value_at(one.value, SCHEMES)) for one in (old, new))
    for name, scheme in was.items():
        if name in now and _means(scheme) != _means(now[name]):
            words = f"the credential `{name}` is sent in another way"
            yield Change(Grade.BREAKING, "security-scheme-changed", (*SCHEMES, name), words)


def _ways(operation: Operation) -> list[Way]:
    said: Any = operation.spec.value.get("security", operation.spec.document.value.get("security", ()))
    ways: list[Way] = [{name: frozenset(scopes) for name, scopes in one.items()} for one in said]
    return ways or [{}]


def _asks_no_more(way: Way, than: Way) -> bool:
    return all(name in than and scopes <= than[name] for name, scopes in way.items())


def _means(scheme: Any) -> list[Any]:
    return [members(scheme).get(name) for name in _MEANS]


def _said(way: Way) -> str:
    told = (f"`{name}`" + (f" with {', '.join(sorted(scopes))}" if scopes else "") for name, scopes in way.items())
    return " and ".join(told) or "no credential"
