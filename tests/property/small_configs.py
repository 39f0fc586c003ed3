"""Small configurations in pairs, over few words, and all the requests and callers that these words make."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from hypothesis import strategies as st

from application.decisions.question import PRESENTED, Caller, Question
from domain.identity.principal import Principal

NOW, THEN = 1_800_000_000.0, 1_700_000_000.0
PATHS = ("/", "/a", "/a/b", "/{x}", "/a/{x}", "/{x}/b", "/{rest*}", "/a/{rest*}")
HEAD = """
version: 1
identity:
  issuers:
    main: {issuer: "https://a.example", audience: [x], algorithms: [HS256], keys: {secret: "%s"}, claims: {roles: r}}
    other: {issuer: "https://b.example", audience: [x], algorithms: [HS256], keys: {secret: "%s"}, claims: {roles: r}}
permissions:
  roles: {low: {grants: [%s]}, high: {%sgrants: ["p:all"]}}
upstreams: {u: {targets: [{url: "http://u:1"}]}, v: {targets: [{url: "http://v:1"}]}}
defaults: {credentials: [main]}
routes:
"""
SECRET = "a secret of at least thirty-two bytes"

leaves = st.sampled_from([
    {"role": "low"}, {"role": "high"}, {"permission": "p:all"}, {"permission": "p:some"},
    {"claim": {"tenant": "acme"}}, {"claim": {"tenant": {"present": True}}}, {"header": {"x-h": "1"}},
    {"subject": "{x}"}, {"claim": {"tenant": "{x}"}}, {"claim": {"tenant": {"equals": {"header": "x-h"}}}},
    {"claim": {"tenant": {"matches": "a*"}}}, {"claim": {"tenant": {"in": ["a", "else"]}}},
    {"client": ["9.9.9.0/24"]},
    {"time": {"after": "2026-01-01T00:00:00Z"}}, {"time": {"before": "2026-01-01T00:00:00Z"}},
])  # fmt: skip
requirements = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=2).map(lambda parts: {"any_of": parts}),
        st.lists(inner, min_size=1, max_size=2).map(lambda parts: {"all_of": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=3,
)


@st.composite
def matches(draw: st.DrawFn) -> dict[str, Any]:
    found: dict[str, Any] = {"path": draw(st.sampled_from(PATHS))}
    return found | {name: value for name, values in CONDITIONS.items() if (value := draw(st.sampled_from(values)))}


@st.composite
def routes(draw: st.DrawFn) -> dict[str, Any]:
    match = draw(matches())
    require = draw(st.one_of(st.sampled_from(("public", "authenticated")), requirements))
    if "{x}" not in match["path"] and "{x}" in json.dumps(require):
        require = "authenticated"
    route: dict[str, Any] = {"match": match, "require": require} | draw(st.sampled_from(ACTIONS))
    version = draw(st.sampled_from(VERSIONS))
    if version and "headers" not in match:
        route["version"] = version
    terms = OF_PUBLIC if require == "public" else OF_GUARDED
    return route | {name: value for name, values in terms.items() if (value := draw(st.sampled_from(values)))}


NOT: tuple[Any, ...] = (None, None, None)  # more often than not
VERSIONS = (*NOT, *NOT, "1", "2")
CONDITIONS: dict[str, tuple[Any, ...]] = {
    "methods": (None, ["GET"], ["POST"], ["GET", "POST"]),
    "hosts": (*NOT, *NOT, ["h.example"], ["*.example"], ["h.example", "k.test"]),
    "headers": (*NOT, *NOT, {"x-h": "1"}, {"x-h": "2"}),
    "query": (*NOT, *NOT, {"k": "v"}),
}
OF_PUBLIC: dict[str, tuple[Any, ...]] = {
    "deny": (*NOT, {"header": {"x-h": {"present": True}}}, {"client": ["9.9.9.0/24"]}),
}
OF_GUARDED: dict[str, tuple[Any, ...]] = {
    "credentials": (*NOT, ["other"], ["main", "other"]),
    "step_up": (*NOT, *NOT, {"acr": ["gold"]}, {"max_age": "5m"}, {"acr": ["gold", "silver"]}),
}
ACTIONS: tuple[dict[str, Any], ...] = (
    {"to": "u"}, {"to": "u"}, {"to": "u"}, {"to": "v"}, {"to": "u", "rewrite": "/z"},
    {"to": "u", "timeout": {"total": "1s"}}, {"respond": {"status": 200}},
)  # fmt: skip
one_route = st.dictionaries(st.sampled_from(("one", "two", "four")), routes(), min_size=1, max_size=1)
tables = st.dictionaries(st.sampled_from(("one", "two", "three")), routes(), min_size=1, max_size=3)


heads = st.tuples(
    st.just(SECRET),
    st.just(SECRET),
    st.sampled_from(('"p:some"', '"p:some", "p:all"')),
    st.sampled_from(("", "inherits: [low], ")),
).map(lambda terms: HEAD % terms)


def written(head: str, table: Mapping[str, Any]) -> str:
    versions = sorted({route["version"] for route in table.values() if "version" in route})
    if versions:
        section = json.dumps({"by": "header", "name": "x-h", "default": versions[0]})
        head = head.replace("identity:", f"versions: {section}\nidentity:", 1)
    return head + "".join(f"  {name}: {json.dumps(route)}\n" for name, route in table.items())


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Often the second is the first with one route changed, taken away or added."""
    head, table = draw(heads), draw(tables)
    if draw(st.booleans()):
        return written(head, table), written(draw(heads), draw(tables))
    changed = {name: route for name, route in table.items() if draw(st.integers(0, 3))} | draw(one_route)
    return written(head, table), written(draw(st.sampled_from((head, draw(heads)))), changed)


@dataclass(frozen=True, slots=True)
class Asked:
    """What both configurations speak of, so that nothing else has to be asked."""

    text: str

    def questions(self) -> Iterator[Question]:
        for method, host, path, headers, query, peer in product(
            ("GET", "POST", "PUT"), self._hosts(), _paths(), self._headers(), self._queries(), self._peers()
        ):
            for moment, who in product(self._moments(), self._callers()):
                target = (path + query).encode()
                yield Question(method, target, ((b"host", host), *headers), who=who, moment=moment, peer=peer)

    def _hosts(self) -> tuple[bytes, ...]:
        return (b"h.example", b"i.example", b"k.test", b"z") if "hosts" in self.text else (b"z",)

    def _headers(self) -> tuple[tuple[tuple[bytes, bytes], ...], ...]:
        return ((), ((b"x-h", b"1"),), ((b"x-h", b"2"),)) if "x-h" in self.text else ((),)

    def _queries(self) -> tuple[str, ...]:
        return ("", "?k=v") if "query" in self.text else ("",)

    def _peers(self) -> tuple[str, ...]:
        return ("127.0.0.1", "9.9.9.9") if "client" in self.text else ("127.0.0.1",)

    def _moments(self) -> tuple[float, ...]:
        return (NOW, THEN) if '"time"' in self.text else (NOW,)

    def _callers(self) -> Iterator[Caller]:
        yield PRESENTED
        tenants = ("acme", "else", "a", "1", None) if "tenant" in self.text else (None,)
        roles = (
            ((), ("low",), ("high",), ("low", "high")) if "role" in self.text or "permission" in self.text else ((),)
        )
        subjects = ("a", "s") if "subject" in self.text else ("s",)
        acrs = ("gold", "silver", None) if "acr" in self.text else (None,)
        times = (NOW, NOW - 400, THEN, None) if "max_age" in self.text else (None,)
        credentials = ("main", "other") if '"other"' in self.text else ("main",)
        for name, tenant, held, subject, acr, time in product(credentials, tenants, roles, subjects, acrs, times):
            stated = {"tenant": tenant, "acr": acr, "auth_time": time, "sub": subject}
            claims = {key: value for key, value in stated.items() if value is not None}
            yield Principal(subject, frozenset(held), claims=claims, credential=name)


def _paths() -> Iterator[str]:
    for length in range(4):
        for segments in product("abc"[: 3 if length < 3 else 2], repeat=length):
            yield "/" + "/".join(segments)
    yield from ("/a/", "/b/", "/a/b/")
