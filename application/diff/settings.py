"""Settings: what two plans say otherwise that concerns more than the requests of one route, and is compared no further.

How callers are known decides who everybody is: a token that one plan refuses and the other takes has no request that
could be told beforehand. So it is named, and taken for something that may open.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from domain.plan.plan import Plan

_HARMLESS = frozenset((
    "refresh", "ready_without_keys", "most", "negative", "entries", "asking", "at",
))  # fmt: skip
_LOOKUP = "roles from"  # no credential itself: it has a name of its own


@dataclass(frozen=True, slots=True)
class Setting:
    what: str  # "issuer main"
    change: str  # in words
    may_open: bool


def settings(old: Plan, new: Plan) -> Iterator[Setting]:
    for what, ours, theirs in _credentials(old, new):
        yield from _named(what, ours, theirs)
    yield from _turned(old, new)
    if old.lookups.roles_from != new.lookups.roles_from:
        yield Setting("identity", "other credentials whose roles a service says", may_open=True)
    for name in ("revocation", "failures", "portal"):
        if getattr(old, name) != getattr(new, name):
            yield Setting(name, _fields(getattr(old, name), getattr(new, name)), may_open=name == "revocation")
    yield from _server(old, new)
    for name in sorted(old.upstreams.keys() & new.upstreams.keys()):
        if old.upstreams[name] != new.upstreams[name]:
            what = f"upstream {name}"
            yield Setting(what, _fields(old.upstreams[name], new.upstreams[name]), may_open=False)


def _credentials(old: Plan, new: Plan) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    yield "issuer", old.issuers, new.issuers
    yield "introspection", old.lookups.introspections, new.lookups.introspections
    yield _LOOKUP, old.lookups.roles, new.lookups.roles
    yield "cookie", old.cookies, new.cookies
    yield "API keys", old.api_keys, new.api_keys
    yield "certificates", old.certificates, new.certificates


def _named(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Setting]:
    """What is there in one plan alone is told by the routes that accept it."""
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            differing = list(_differing(old[name], new[name]))
            may_open = any(one.partition(".")[0] not in _HARMLESS for one in differing) or not differing
            yield Setting(f"{kind} {name}", f"other {', '.join(differing) or 'name'}", may_open)


def _turned(old: Plan, new: Plan) -> Iterator[Setting]:
    """A name that routes accept in both plans, and that is another kind of credential now."""
    before, after = (
        {name: kind for kind, known, _ in _credentials(plan, plan) if kind != _LOOKUP for name in known}
        for plan in (old, new)
    )
    for name in sorted(before.keys() & after.keys()):
        if before[name] != after[name]:
            yield Setting(f"{before[name]} {name}", f"now of another kind: {after[name]}", may_open=True)


def _server(old: Plan, new: Plan) -> Iterator[Setting]:
    for name in _differing(old.server, new.server):
        may_open = name in ("trusted_proxies", "normalises_paths") or name.startswith("trusted_proxies.")
        yield Setting("server", f"other {name}", may_open)


def _fields(old: object, new: object) -> str:
    return f"other {', '.join(_differing(old, new))}" if old and new else "taken away" if old else "added"


def _differing(old: Any, new: Any) -> Iterator[str]:
    """Names alone: values may be secrets."""
    if type(old) is not type(new) or not is_dataclass(old):
        return
    for one in fields(old):
        ours, theirs = getattr(old, one.name), getattr(new, one.name)
        if one.compare and ours != theirs:
            inner = [f"{one.name}.{below}" for below in _differing(ours, theirs)]
            yield from inner or (one.name,)
