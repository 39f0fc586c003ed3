"""Random specs: right in shape, and in nothing else. Names come from a small pool, so that some are declared."""

from hypothesis import strategies as st

from domain.spec import comparison as compared
from domain.spec import requirement as written
from domain.spec.api_keys import ApiKeySpec, ApiKeysSpec
from domain.spec.certificates import CertificatesSpec
from domain.spec.identity import CookieSpec, FailuresSpec, IssuerSpec, KeysSpec, PolicySpec, RoleSpec
from domain.spec.lookups import (
    IntrospectionSpec,
    LookupSpecs,
    PrivateKeySpec,
    RoleLookupSpec,
    RolesFromSpec,
    SecretSpec,
)
from domain.spec.place import Place, Text
from domain.spec.requirement import Requirement
from domain.spec.route import (
    AccessSpec,
    DestinationSpec,
    EditsSpec,
    MatchSpec,
    MirrorSpec,
    RedirectSpec,
    RespondSpec,
    RewriteSpec,
    RouteSpec,
)
from domain.spec.server import CorsSpec, ServerSpec
from domain.spec.spec import Spec
from domain.spec.upstream import BreakerSpec, TargetSpec, UpstreamSpec

places = st.builds(Place, st.just("gateway.yaml"), st.integers(1, 99), st.integers(1, 9))


def texts(*likely: str) -> st.SearchStrategy[Text]:
    return st.builds(Text, st.one_of(st.sampled_from(likely), st.sampled_from(likely), st.text(max_size=6)), places)


def some(parts: st.SearchStrategy[object], least: int = 0) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(parts, min_size=least, max_size=3).map(tuple)


names = texts("a", "b", "c")
rights = texts("orders:read", "orders:*", "*", "users:write")
roles = st.builds(RoleSpec, names, some(names), some(rights))
paths = texts("/", "/a", "/{id}", "/a/{rest*}", "/a/{id}/", "/health", "/%2e", "/{id}/{id}")
networks = texts("10.0.0.0/8", "::/0", "10.0.0.1/8")
hours = st.integers(0, 86_400)
literals = st.builds(compared.Literal, places, st.one_of(st.text(max_size=3), st.integers(), st.booleans()))
operands = st.one_of(
    literals,
    st.builds(compared.Parameter, texts("{id}", "{rest}", "{", "id")),
    st.builds(compared.HeaderOf, texts("x-a", "x-b")),
)
tests = st.one_of(
    st.builds(compared.Equals, operands),
    st.builds(compared.In, places, some(operands)),
    st.builds(compared.Contains, operands),
    st.builds(compared.Matches, texts("a*", "*", "**", "a")),
    st.builds(compared.Present, st.booleans()),
)
atoms: st.SearchStrategy[Requirement] = st.one_of(
    st.builds(written.Public, places),
    st.builds(written.Authenticated, places),
    st.builds(written.Role, names),
    st.builds(written.Permission, rights),
    st.builds(written.Subject, texts("{id}", "{rest}", "{", "id")),
    st.builds(written.Claim, names, tests),
    st.builds(written.Header, names, tests),
    st.builds(written.Client, some(networks)),
    st.builds(written.Time, places, st.none() | hours, st.none() | hours, st.none() | st.frozensets(st.integers(0, 6))),
    st.builds(written.Named, names),
)
requirements = st.recursive(
    atoms,
    lambda parts: st.one_of(
        st.builds(written.AnyOf, places, some(parts)),
        st.builds(written.AllOf, places, some(parts)),
        st.builds(written.Not, places, parts),
    ),
    max_leaves=4,
)
keys = st.builds(
    KeysSpec,
    places,
    st.sampled_from(("discover", "jwks", "jwks_file", "secret")),
    st.one_of(st.just("https://idp.example/jwks"), st.text(max_size=70)),
)
issuers = st.builds(
    IssuerSpec,
    names,
    texts("https://idp.example", "http://localhost", "http://["),
    some(st.text(max_size=4)),
    keys,
    some(texts("RS256", "HS256", "none")),
)
upstreams = st.builds(
    UpstreamSpec,
    names,
    some(st.builds(TargetSpec, texts("http://a:80", "https://b", "http://a:0"), st.integers(1, 9))),
    breaker=st.none() | st.builds(BreakerSpec),
)
pairs = some(st.tuples(st.text(max_size=4), st.text(max_size=4)))
matches = st.builds(
    MatchSpec, paths, st.booleans(), some(texts("GET", "get")), some(texts("a.example", "*.b", "A")), pairs, pairs
)
headers = texts("x-a", "X-A", "server", "host", "connection", "a b")
fields = some(st.tuples(headers, st.sampled_from(("a", "b c", "")) | st.text(max_size=4)))
edits = st.builds(EditsSpec, fields, fields, some(headers))
templates = st.none() | texts("/x/{id}", "/{rest*}", "/", "/a")
hosts = st.none() | texts("a.example", "a.example:80", "*.b", "[::1]")
rewrites = st.builds(RewriteSpec, templates, templates, templates, hosts)
destinations = st.builds(DestinationSpec, names, st.integers(0, 3), st.none() | rewrites, edits, edits)
statuses = st.sampled_from((200, 204, 302, 308, 304)) | st.integers()
redirects = st.builds(
    RedirectSpec,
    places,
    st.none() | texts("http", "https"),
    hosts,
    st.none() | st.integers(),
    templates,
    templates,
    statuses,
)
responds = st.builds(RespondSpec, places, statuses, st.none() | st.text(), st.none() | st.text(), fields)
cors = st.builds(
    CorsSpec,
    places,
    some(texts("*", "https://shop.example", "https://*.shop.example", "null"), least=1),
    credentials=st.booleans(),
    every_origin_with_credentials=st.booleans(),
)
routes = st.builds(
    RouteSpec,
    names,
    matches,
    st.none() | some(destinations),
    st.none() | requirements,
    st.none() | rewrites,
    some(names),
    redirect=st.none() | redirects,
    respond=st.none() | responds,
    mirror=some(st.builds(MirrorSpec, names, st.floats(0, 1))),
    request=edits,
    response=edits,
    cors=st.none() | cors,
    access=st.none() | st.builds(AccessSpec, places, some(st.tuples(texts("GET", "get"), requirements))),
    deny=st.none() | requirements,
    override=st.booleans(),
)
api_keys = st.builds(
    ApiKeysSpec,
    names,
    headers,
    some(
        st.builds(
            ApiKeySpec, texts("abcd", "efgh"), st.binary(min_size=32, max_size=32), names, some(names), some(rights)
        )
    ),
)
certificates = st.builds(
    CertificatesSpec,
    names,
    headers,
    st.sampled_from(("uri", "dns", "subject", "hash")),
    st.sampled_from(("only", "first", "last")),
    some(st.tuples(texts("a", "a*", "*", "*a"), some(names))),
)
servers = st.builds(ServerSpec, trusted_proxies=some(texts("10.0.0.0/8", "::/0", "10.0.0.1/8")), cors=st.none() | cors)
addresses = texts(
    "https://a.example", "http://localhost/{subject}", "http://[", "https://a/{subject}/{credential}", "{"
)
secrets = st.none() | st.builds(SecretSpec, places, st.text(max_size=4))
proving_keys = st.none() | st.builds(PrivateKeySpec, places, st.text(max_size=4), st.just("ES256"))
lookups = st.builds(
    LookupSpecs,
    some(st.builds(IntrospectionSpec, names, addresses, st.text(max_size=3), secrets, proving_keys)),
    some(st.builds(RoleLookupSpec, names, addresses, token=secrets)),
    some(st.builds(RolesFromSpec, names, names)),
)
specs = st.builds(
    Spec,
    places,
    servers,
    issuers=some(issuers),
    cookies=some(st.builds(CookieSpec, names, names, names, some(texts("https://a", "*")))),
    roles=some(roles),
    declared=some(rights),
    upstreams=some(upstreams),
    default_credentials=some(names),
    default_require=st.none() | requirements,
    routes=some(routes),
    policies=some(st.builds(PolicySpec, names, requirements)),
    default_deny=st.none() | requirements,
)
# Apart, for all at once is more than can be drawn.
known_callers = st.builds(
    Spec,
    places,
    issuers=some(issuers),
    roles=some(roles),
    default_credentials=some(names),
    lookups=lookups,
    api_keys=some(api_keys),
    certificates=some(certificates),
    failures=st.builds(FailuresSpec, st.none() | st.integers(1), st.none() | st.floats(1, 99)),
)

sound_names = st.builds(Text, st.sampled_from(("a", "b")), places)
sound_routes = st.builds(
    RouteSpec,
    sound_names,
    st.builds(MatchSpec, st.builds(Text, st.sampled_from(("/", "/a", "/{id}", "/a/{rest*}")), places)),
    st.builds(lambda name: (DestinationSpec(name),), sound_names),
    st.one_of(st.builds(written.Public, places), st.builds(written.Role, sound_names)),
)


def named(name: str) -> Text:
    return Text(name, Place("gateway.yaml", 1, 1))


TARGETS = (TargetSpec(named("http://a")),)
sound_specs = st.builds(
    Spec,
    places,
    issuers=st.just((IssuerSpec(named("a"), named("https://a"), ("x",), KeysSpec(named("a").at, "discover"), ()),)),
    roles=st.just((RoleSpec(named("a")), RoleSpec(named("b"), (named("a"),)))),
    upstreams=st.just((UpstreamSpec(named("a"), TARGETS), UpstreamSpec(named("b"), TARGETS))),
    routes=some(sound_routes, least=1),
)
