"""Short ways to the domain's values, for tests that are about something else than how these are made."""

from domain.identity.principal import Principal
from domain.message.headers import Headers
from domain.message.path import Path, read_path
from domain.message.request import Request
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.routing.matcher import Matcher
from domain.routing.pattern import Pattern, parse_pattern
from domain.spec.fault import Fault
from domain.spec.identity import CookieSpec, IssuerSpec, KeysSpec, RoleSpec
from domain.spec.place import Place, Text
from domain.spec.requirement import Public, Requirement
from domain.spec.route import DestinationSpec, MatchSpec, RewriteSpec, RouteSpec
from domain.spec.spec import Spec
from domain.spec.upstream import TargetSpec, UpstreamSpec


def at(line: int = 1) -> Place:
    return Place("gateway.yaml", line, 1)


def text(word: str, line: int = 1) -> Text:
    return Text(word, at(line))


def texts(*words: str) -> tuple[Text, ...]:
    return tuple(map(text, words))


def path(raw: bytes) -> Path:
    read = read_path(raw)
    assert isinstance(read, Path), read
    return read


def pattern(written: str, *, prefix: bool = False) -> Pattern:
    parsed = parse_pattern(written, prefix=prefix)
    assert isinstance(parsed, Pattern), parsed
    return parsed


def matcher(written: str, methods: str = "", *, prefix: bool = False) -> Matcher:
    return Matcher(pattern(written, prefix=prefix), frozenset(methods.split()))


def request(
    method: str = "GET",
    raw: bytes = b"/",
    *,
    host: str = "api.example",
    headers: Headers | None = None,
    query: bytes = b"",
) -> Request:
    return Request(id="r-1", method=method, path=path(raw), host=host, headers=headers or [], query=query)


def principal(*roles: str, permissions: tuple[str, ...] = (), **claims: object) -> Principal:
    return Principal("ada", frozenset(roles), frozenset(permissions), claims)


def role(name: str, *grants: str, inherits: tuple[str, ...] = ()) -> RoleSpec:
    return RoleSpec(text(name), texts(*inherits), texts(*grants))


def issuer(name: str = "main", *, kind: str = "discover", value: str = "", algorithms: str = "RS256") -> IssuerSpec:
    return IssuerSpec(
        name=text(name),
        issuer=text("https://idp.example" if name == "main" else f"https://{name}.idp.example"),
        audience=("shop-api",),
        keys=KeysSpec(at(), kind, value),
        algorithms=texts(*algorithms.split()),
        roles=("roles",),
        permissions=("scope",),
    )


def upstream(name: str = "orders", *urls: str) -> UpstreamSpec:
    return UpstreamSpec(text(name), tuple(TargetSpec(text(url)) for url in urls or ("http://orders:8080",)))


def route(
    name: str = "orders",
    written: str = "/orders",
    *,
    require: Requirement | None = Public(at()),  # noqa: B008  a value
    credentials: tuple[Text, ...] = (),
    **others: Text | None,
) -> RouteSpec:
    """A route to the upstream `orders`, public unless said otherwise."""
    return RouteSpec(
        name=text(name),
        match=MatchSpec(text(written)),
        to=(DestinationSpec(others.get("to") or text("orders")),),
        require=require,
        rewrite=RewriteSpec(others["rewrite"]) if others.get("rewrite") else None,
        credentials=credentials,
    )


def spec(
    *routes: RouteSpec,
    roles: tuple[RoleSpec, ...] = (),
    issuers: tuple[IssuerSpec, ...] = (issuer(),),
    declared: tuple[Text, ...] = (),
    cookies: tuple[CookieSpec, ...] = (),
    default_credentials: tuple[Text, ...] = (),
    default_require: Requirement | None = None,
) -> Spec:
    return Spec(
        at=at(),
        issuers=issuers,
        cookies=cookies,
        roles=roles,
        declared=declared,
        upstreams=(upstream(),),
        default_credentials=default_credentials,
        default_require=default_require,
        routes=routes,
    )


def plan(written: Spec) -> Plan:
    compiled = compile_plan(written)
    assert isinstance(compiled, Plan), list(map(str, compiled))
    return compiled


def faults(written: Spec) -> tuple[Fault, ...]:
    compiled = compile_plan(written)
    assert isinstance(compiled, tuple), "a plan, and no fault"
    return compiled


def codes(found: tuple[Fault, ...] | list[Fault]) -> list[str]:
    return [fault.code for fault in found]
