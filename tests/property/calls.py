"""Random calls: a request with whoever makes it, as bytes and as what a command would be told of it."""

import json
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from domain.message.headers import Headers
from tests.fakes.signer import Signer
from tests.property.gateways import HOSTS, KEYS, METHODS, ORIGIN, SECRETS, claims, moment, target
from tests.property.policy_trees import CLIENTS, WORDS

UPGRADE = [(b"connection", b"Upgrade"), (b"upgrade", b"websocket"), (b"sec-websocket-version", b"13")]
HANDSHAKE = [*UPGRADE, (b"sec-websocket-key", b"dGhlIHNhbXBsZSBub25jZQ==")]
ACCEPTED = (b"text/html,*/*;q=0.8", b"text/plain", b"application/json", b"*/*", b"text/html;q=x", b"text/*;q=0.5")

BODIES = (
    b'{"n":1}', b'{"n":"x"}', b"{}", b"[1]", b'{"n":1, "n":2}', b'{"n": 1, "x": [1.50]}', b'{"n"', b"n=1", b"n=x&a=b",
    b"n=1&n=2", b'--b\r\ncontent-disposition: form-data; name="n"\r\n\r\n1\r\n--b--\r\n',
    b'--b\r\ncontent-disposition: form-data; name="n"; filename="a"\r\n\r\n1\r\n--b--\r\n', b"--b\r\n",
)  # fmt: skip
JSON = (b"content-type", b"application/json")
FORM, PARTS = (
    (b"content-type", b"application/x-www-form-urlencoded"),
    (b"content-type", b"multipart/form-data; boundary=b"),
)
KINDS: tuple[Headers, ...] = (
    [], [JSON], [JSON], [JSON], [FORM], [PARTS], [(b"content-type", b"text/csv; charset=utf-8")],
    [JSON, (b"content-encoding", b"gzip")], [(b"content-type", b"application/json; charset=latin-1")],
)  # fmt: skip
ASKED = ("page=2", "page=x", "page=1&page=2", "tags=a,b", "flag=true", "odd", "odd=%ff")


@dataclass(frozen=True)
class Made:
    method: str
    target: str
    headers: Headers
    peer: str
    moment: float
    claims: dict[str, Any] | None  # of the token in `authorization`, where it is rightly signed
    body: bytes = b""
    is_spoilt: bool = False  # a server refuses it, or reads it anew, before it is a request


def call(random: Random, written: dict[str, Any]) -> Made:
    """Most of them are for a route of the configuration, as far as that can be told from its text."""
    when = moment(random)
    aim = random.choice([*written["routes"].values()]) if random.random() < 0.8 else {"match": {}}
    match = aim["match"]
    host = random.choice((*match.get("hosts", ()), *HOSTS, "else")).replace("*", "x")
    headers = [
        (b"host", host.encode()),
        *((name.encode(), text.encode()) for name, text in match.get("headers", {}).items()),
    ]
    method = random.choice((*match.get("methods", METHODS), "GET", "BREW"))
    headers += [
        field for field in _odd_fields(random) if random.random() < 0.5 or field[0] not in match.get("headers", {})
    ]
    stated, body = _credential(random, headers, when), b""
    if random.random() < (0.4 if "websocket" in aim else 0.1):
        method, extra = "GET", random.choice((HANDSHAKE, HANDSHAKE, UPGRADE, HANDSHAKE[:2]))
        headers += extra
    elif method in ("POST", "PUT"):
        kind, body = _body(random, is_held="body" in aim.get("contract", ()))
        headers += [*kind, (b"content-length", b"%d" % len(body))]
    if random.random() < 0.3:
        headers.append((b"accept", random.choice(ACCEPTED)))
    if random.random() < 0.1:
        headers += [(b"origin", ORIGIN.encode()), (b"access-control-request-method", b"GET")]
    made = Made(method, _target(random, match), headers, random.choice(CLIENTS), when, stated, body)
    is_handshake = any(name == b"upgrade" for name, _ in headers)
    return spoilt(random, made) if random.random() < 0.1 and not is_handshake else made


def _body(random: Random, *, is_held: bool) -> tuple[Headers, bytes]:
    """Where a contract looks at it, mostly one that could be good."""
    if is_held and random.random() < 0.7:
        return [JSON], random.choice(BODIES[:4])
    return random.choice(KINDS), random.choice((b"", b"xxx", b"x" * 11, *BODIES))


def spoilt(random: Random, made: Made) -> Made:
    """As no client would write it, or as few do."""
    others = [field for field in made.headers if field[0] != b"host"]
    host = made.headers[0][1].decode()
    target, headers = random.choice((
        (made.target, others),
        (made.target, [*made.headers, (b"host", b"else")]),
        (made.target, [(b"host", b"not a host"), *others]),
        (made.target, [*made.headers, (b"x-a", b"a\x01b")]),
        (made.target, [*made.headers, (b"x a", b"b")]),
        (made.target + "#fragment", made.headers),
        (f"http://{host}{made.target}", made.headers),
        (f"https://{host}{made.target}", made.headers),
        (f"http://another.example{made.target}", made.headers),
        ('/a"b', made.headers),
        ("*", made.headers),
    ))  # fmt: skip
    return replace(made, target=target, headers=headers, is_spoilt=True)


def _target(random: Random, match: dict[str, Any]) -> str:
    if "path" not in match or random.random() < 0.1:
        return target(random)
    values = {"user_id": ("ada", "acme", "42"), "tenant": ("acme", "ada"), "rest*": ("", "x", "x/y")}
    path = match["path"]
    for name, few in values.items():
        path = path.replace(f"{{{name}}}", random.choice(few))
    query = "&".join(
        [
            *(f"{name}={text}" for name, text in match.get("query", {}).items()),
            *(one for one in ASKED if random.random() < 0.15),
        ]
    )
    return f"{path}?{query}" if query else path


def _odd_fields(random: Random) -> Headers:
    names = ("x-tenant", "x-stage", "x-v", "x-a", "x-b", "x-c", "x-user", "x_user", "via", "te", "x-real-ip", "accept")
    fields = [(name.encode(), random.choice((*WORDS[:5], "2")).encode()) for name in names if random.random() < 0.2]
    others = [
        (b"x-forwarded-for", b"203.0.113.7, 10.0.0.9"), (b"x-forwarded-proto", b"https"), (b"origin", ORIGIN.encode()),
        (b"connection", b"x-a, keep-alive"), (b"x-deadline", b"1500"), (b"x-request-id", b"given-1"),
        (b"traceparent", b"00-" + b"a" * 32 + b"-" + b"b" * 16 + b"-01"), (b"forwarded", b"for=1.2.3.4"),
    ]  # fmt: skip
    return fields + [field for field in others if random.random() < 0.15]


def _credential(random: Random, headers: Headers, when: float) -> dict[str, Any] | None:
    """The claims of a bearer token that stands alone and is rightly signed."""
    kind = random.choice(
        ("token", "token", "token", "token", "token", "forged", "cookie", "key", "none", "two", "basic")
    )
    stated = claims(random, when)
    name = "other" if stated.get("iss") == "https://other.example" else "main"
    token = Signer("HS256", SECRETS[name].encode(), None).token(stated).encode()
    if kind in ("token", "two"):
        headers.append((b"authorization", b"Bearer " + token))
    if kind == "two":
        headers.append((b"authorization", b"Bearer " + token))
    if kind == "forged":
        headers.append((b"authorization", b"Bearer " + token[:-6] + b"AAAAAA"))
    if kind == "basic":
        headers.append((b"authorization", random.choice((b"Basic YTpi", b"Bearer x", b"Bearer a.b.c"))))
    if kind == "cookie":
        headers.append((b"cookie", b"a=b; sid=" + token))
    if kind == "key" or (kind != "none" and random.random() < 0.1):
        headers.append((b"x-partner", random.choice((*(key.encode() for key in KEYS.values()), b"nonsense"))))
    return stated if kind == "token" else None


def shown(made: Made) -> str:
    """For whoever has to understand a failure."""
    return json.dumps(
        {"method": made.method, "target": made.target, "peer": made.peer, "claims": made.claims}, default=str
    )
