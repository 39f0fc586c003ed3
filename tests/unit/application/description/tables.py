"""Tables of routes for tests about describing them: short ways from words to a compiled plan."""

from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.identity import IssuerSpec, KeysSpec, RoleSpec
from domain.spec.place import Place, Text
from domain.spec.requirement import AnyOf, Authenticated, Permission, Public, Requirement, Role, Subject
from domain.spec.route import DestinationSpec, MatchSpec, RouteSpec
from domain.spec.spec import Spec
from domain.spec.upstream import TargetSpec, UpstreamSpec

AT = Place("gateway.yaml", 1, 1)
PUBLIC = Public(AT)
AUTHENTICATED = Authenticated(AT)


def text(word: str) -> Text:
    return Text(word, AT)


def role(name: str) -> Role:
    return Role(text(name))


def route(
    name: str,
    match: str,
    require: Requirement = PUBLIC,
    *,
    to: str = "orders",
    prefix: bool = False,
    hosts: tuple[str, ...] = (),
    headers: tuple[tuple[str, str], ...] = (),
    query: tuple[tuple[str, str], ...] = (),
    issuer: str | None = None,
    description: str = "",
) -> RouteSpec:
    """`match` is `GET,POST /path`, or `/path` for every method."""
    methods, _, path = match.rpartition(" ")
    named = tuple(map(text, methods.split(","))) if methods else ()
    return RouteSpec(
        name=text(name),
        match=MatchSpec(text(path), prefix, named, tuple(map(text, hosts)), headers, query),
        to=(DestinationSpec(text(to)),),
        require=require,
        credentials=(text(issuer),) if issuer else (),
        description=description,
    )


def plan(*routes: RouteSpec) -> Plan:
    compiled = compile_plan(
        Spec(
            at=AT,
            issuers=(_issuer("shop"), _issuer("partners, abroad")),
            roles=(RoleSpec(text("viewer"), grants=(text("orders:read"),)), RoleSpec(text("admin"))),
            upstreams=(_upstream("orders"), _upstream("users")),
            default_credentials=(text("shop"),),
            routes=routes,
        )
    )
    assert isinstance(compiled, Plan), list(map(str, compiled))
    return compiled


def shop() -> Plan:
    """Like docs/examples/shop, and one of each odd kind."""
    reader = Permission(text("orders:read"))
    owner = AnyOf(AT, (Subject(text("{user_id}")), role("admin")))
    return plan(
        route("list-orders", "GET /orders", reader, description="The orders, a **page** at a time."),
        route("one-order", "GET /orders/{order_id}", reader),
        route("edit-order", "PUT,PATCH,DELETE /orders/{order_id}", role("admin")),
        route("new-order", "POST /orders", AUTHENTICATED),
        route("profile", "GET,PATCH /users/{user_id}", owner, to="users"),
        route("profile-2", "GET /users/{id}", owner_of("id"), to="users", headers=(("X-Api-Version", "2"),)),
        route("files", "GET /files/{rest*}", hosts=("files.example", "*.cdn.example")),
        route("search", "GET /search", prefix=True, query=(("kind", "order"),)),
        route("everything-else", "/legacy/{rest*}", to="users"),
    )


def owner_of(parameter: str) -> Subject:
    return Subject(text(f"{{{parameter}}}"))


def _issuer(name: str) -> IssuerSpec:
    keys = KeysSpec(AT, "discover")
    return IssuerSpec(
        text(name),
        text(f"https://{'idp' if name == 'shop' else name}.example"),
        ("shop-api",),
        keys,
        (text("RS256"),),
        roles=("roles",),
    )


def _upstream(name: str) -> UpstreamSpec:
    return UpstreamSpec(text(name), (TargetSpec(text(f"http://{name}:8080")),))
