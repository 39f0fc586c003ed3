"""Random policies as somebody would write them, and random callers and calls that come near to satisfying them."""

from collections.abc import Callable
from random import Random
from typing import Any

from tests.property.naive_policies import DAYS, Asked, Tree

ROLES = ("viewer", "manager", "admin", "auditor")
PERMISSIONS = ("orders:read", "orders:write", "orders:*", "reports:read", "*")
PARAMETERS = ("user_id", "tenant")
WORDS = ("acme", "ada", "staff", "42", "a-b", "a b staff", "")
PATHS = ("tenant", "groups", "org.level", "sub")
HEADERS = ("x-tenant", "X-Stage")
CLIENTS = ("10.1.2.3", "11.0.0.1", "fd00::1", "2001:db8::1")
NETWORKS = ("10.0.0.0/8", "10.1.0.0/16", "fd00::/8", "0.0.0.0/0")
PATTERNS = ("a*", "*a", "a*b", "*-*", "staff", "*a*a*")
ZONES = ("UTC", "+01:00", "-09:30", "+14:00")
MOMENTS = ("2026-11-22T23:30:00Z", "2026-11-25T00:00:00+01:00", "2026-11-28T05:59:00-09:30")
METHODS = ("GET", "POST")
FIRST, LAST = 1_795_000_000, 1_796_500_000  # two weeks and a bit, around the moments


def atom(random: Random, names: tuple[str, ...]) -> Tree:
    written: dict[str, Callable[[], Tree]] = {
        "role": lambda: random.choice(ROLES),
        "permission": lambda: random.choice(PERMISSIONS),
        "subject": lambda: f"{{{random.choice(PARAMETERS)}}}",
        "claim": lambda: {path: test(random) for path in random.sample(PATHS, random.choice((1, 1, 2)))},
        "header": lambda: {random.choice(HEADERS): header_test(random)},
        "client": lambda: random.sample(NETWORKS, random.choice((1, 2))),
        "time": lambda: time(random),
        "policy": lambda: random.choice(names),
    }
    kinds = [*written, "role", "permission", "claim", "claim", "authenticated"]
    kind = random.choice(kinds if names else [one for one in kinds if one != "policy"])
    return {kind: written[kind]()} if kind in written else kind


def tree(random: Random, names: tuple[str, ...] = (), depth: int = 3) -> Tree:
    if depth == 0 or random.random() < 0.4:
        return atom(random, names)
    parts = [tree(random, names, depth - 1) for _ in range(random.choice((1, 2, 2, 3)))]
    return random.choice(({"any_of": parts}, {"all_of": parts}, {"not": parts[0]}))


def test(random: Random) -> Tree:
    match random.choice(("short", "equals", "in", "contains", "matches", "present")):
        case "equals":
            return {"equals": operand(random)}
        case "in":
            return {"in": [text_operand(random) for _ in range(random.choice((1, 2, 3)))]}
        case "contains":
            return {"contains": operand(random)}
        case "matches":
            return {"matches": random.choice(PATTERNS)}
        case "present":
            return {"present": random.choice((True, False))}
    return random.choice((*WORDS, 42, True, "{tenant}"))


def header_test(random: Random) -> Tree:
    how = random.choice(("equals", "in", "matches", "present", "contains"))
    if how == "in":
        return {"in": [text_operand(random), random.choice(WORDS)]}
    chosen = {"matches": random.choice(PATTERNS), "present": random.choice((True, False))}
    return {how: chosen.get(how, text_operand(random))}


def text_operand(random: Random) -> Tree:
    word = random.choice(WORDS)
    return random.choice((word, {"literal": word}, f"{{{random.choice(PARAMETERS)}}}", {"header": "x-tenant"}))


def operand(random: Random) -> Tree:
    return random.choice((text_operand(random), 42, True, {"literal": 42}))


def time(random: Random) -> Tree:
    said: dict[str, Any] = {}
    if random.random() < 0.7:
        said["from"], said["until"] = random.sample(("00:00", "06:00", "08:30", "18:00", "22:15"), 2)
        said["zone"] = random.choice(ZONES)
    if random.random() < 0.5:
        said["days"] = random.sample(DAYS, random.randint(1, 6))
    if not said or random.random() < 0.2:
        said[random.choice(("after", "before"))] = random.choice(MOMENTS)
    return said


def asked(random: Random) -> Asked:
    headers = [(name.lower(), random.choice(WORDS)) for name in HEADERS if random.random() < 0.7]
    if random.random() < 0.1:
        headers.append(("x-tenant", "acme"))
    stated: tuple[Any, ...] = (
        *WORDS,
        42,
        True,
        4.2,
        None,
        [],
        ["staff", "acme"],
        ["a", 42],
        [["staff"]],
        {"level": 42},
        {"level": "ada"},
    )
    claims = {path: random.choice(stated) for path in ("tenant", "groups", "org", "sub") if random.random() < 0.7}
    return Asked(
        subject=random.choice(("ada", "acme", "bob")),
        roles=tuple(random.sample((*ROLES, "unknown"), random.choice((0, 1, 1, 2)))),
        permissions=tuple(random.sample(PERMISSIONS, random.choice((0, 0, 1)))),
        claims=claims,
        method=random.choice(METHODS),
        parameters={name: random.choice(("ada", "acme", "42", "bob")) for name in PARAMETERS},
        headers=tuple(headers),
        client=random.choice(CLIENTS),
        moment=float(random.randint(FIRST, LAST)),
    )
