"""A second opinion on policies: the documented meaning, read off the written tree again and again, with no compiling.

Slow and plain on purpose; it shares no code with domain/permissions. True and False are decided, None is not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address, ip_network
from typing import Any

Tree = Any  # what YAML would give: words, lists, mappings
Verdict = bool | None
INHERITS = {"viewer": (), "manager": ("viewer",), "admin": ("manager",), "auditor": ()}
GRANTS = {"viewer": ("orders:read",), "manager": ("orders:*",), "admin": ("*",), "auditor": ("reports:read",)}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Asked:
    """A caller and a call."""

    subject: str
    roles: tuple[str, ...]
    permissions: tuple[str, ...]
    claims: Mapping[str, Any]
    method: str
    parameters: Mapping[str, str]
    headers: tuple[tuple[str, str], ...]
    client: str
    moment: float


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    told = list(verdicts)
    return True if True in told else None if None in told else False


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    told = list(verdicts)
    return False if False in told else None if None in told else True


def holds(tree: Tree, asked: Asked, policies: Mapping[str, Tree]) -> Verdict:
    if tree in ("authenticated", "public"):
        return True
    [(key, inside)] = tree.items()
    match key:
        case "any_of":
            return any_of(holds(part, asked, policies) for part in inside)
        case "all_of":
            return all_of(holds(part, asked, policies) for part in inside)
        case "not":
            verdict = holds(inside, asked, policies)
            return None if verdict is None else not verdict
        case "policy":
            return holds(policies[inside], asked, policies)
        case "claim":
            return all_of(compared(claim(path, asked), test, asked) for path, test in inside.items())
        case "header":
            return all_of(header_holds(name, test, asked) for name, test in inside.items())
    return simple(key, inside, asked)


def simple(key: str, inside: Tree, asked: Asked) -> Verdict:
    match key:
        case "role":
            return inside in all_roles(asked)
        case "permission":
            granted = [grant for role in all_roles(asked) for grant in GRANTS.get(role, ())]
            wide = inside.split(":")[0] + ":*"
            return inside in asked.permissions or bool({inside, wide, "*"} & set(granted))
        case "subject":
            return asked.parameters[inside.strip("{}")] == asked.subject
        case "client":
            return any(ip_address(asked.client) in ip_network(network) for network in inside)
        case "time":
            return within(inside, asked.moment)
    raise AssertionError(key)


def all_roles(asked: Asked) -> set[str]:
    found: set[str] = set()
    waiting = list(asked.roles)
    while waiting:
        role = waiting.pop()
        if role in INHERITS:
            found.add(role)
            waiting.extend(INHERITS[role])
    return found


def claim(path: str, asked: Asked) -> Any:
    if path in asked.claims:
        return asked.claims[path]
    value: Any = asked.claims
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def header_holds(name: str, test: Tree, asked: Asked) -> Verdict:
    values = header(name, asked)
    if isinstance(test, dict) and "present" in test:
        return test["present"] is bool(values)
    return compared(values[0], test, asked) if len(values) == 1 else None


def header(name: str, asked: Asked) -> list[str]:
    return [value for key, value in asked.headers if key == name.lower()]


def compared(stated: Any, test: Tree, asked: Asked) -> Verdict:
    if not isinstance(test, dict):
        return equal(stated, test, asked)
    [(how, what)] = test.items()
    match how:
        case "present":
            return what is (stated is not None)
        case "equals":
            return equal(stated, what, asked)
        case "in":
            return any_of(equal(stated, one, asked) for one in what)
        case "contains" if isinstance(stated, str):
            return any_of(equal(word, what, asked) for word in stated.split())
        case "contains":
            return any_of(equal(one, what, asked) for one in stated) if isinstance(stated, list) else None
        case "matches":
            return like(stated, what) if isinstance(stated, str) else None
    raise AssertionError(how)


def equal(stated: Any, wanted: Tree, asked: Asked) -> Verdict:
    if isinstance(wanted, dict) and "header" in wanted:
        values = header(wanted["header"], asked)
        return as_text(stated, values[0]) if len(values) == 1 else None
    if isinstance(wanted, dict):
        wanted = wanted["literal"]
    elif isinstance(wanted, str) and wanted.startswith("{"):
        return as_text(stated, asked.parameters[wanted.strip("{}")])
    return stated == wanted if type(stated) is type(wanted) else None


def as_text(stated: Any, given: str) -> Verdict:
    return str(stated) == given if type(stated) in (str, int) else None


def like(text: str, pattern: str) -> bool:
    """Every way to read each star."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(like(text[skipped:], pattern[1:]) for skipped in range(len(text) + 1))
    return bool(text) and text[0] == pattern[0] and like(text[1:], pattern[1:])


def within(said: Mapping[str, Any], moment: float) -> bool:
    sign = -1 if said.get("zone", "UTC").startswith("-") else 1
    hours, _, minutes = said.get("zone", "+00:00").replace("UTC", "+00:00")[1:].partition(":")
    there = datetime.fromtimestamp(moment, timezone(sign * timedelta(hours=int(hours), minutes=int(minutes))))
    start, end = said.get("from", "00:00"), said.get("until", "24:00")
    clock = there.strftime("%H:%M")
    if start < end:
        began, inside = there, start <= clock < end
    else:
        began, inside = (there if clock >= start else there - timedelta(days=1)), clock >= start or clock < end
    after, before = said.get("after"), said.get("before")
    return (
        inside
        and DAYS[began.weekday()] in said.get("days", DAYS)
        and (after is None or datetime.fromisoformat(after).timestamp() <= moment)
        and (before is None or moment < datetime.fromisoformat(before).timestamp())
    )
