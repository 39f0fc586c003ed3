"""What is shown is what the portal says: all, what is published, or what a caller may call. The rest is not there."""

import json
from dataclasses import replace

from application.asker import ANYBODY, stated
from application.description.document import describe
from application.description.views import depends_on_asker, rights, view_for
from domain.identity.principal import Principal
from domain.plan.plan import Plan
from domain.plan.portal import Portal
from domain.spec.portal import CALLER, EVERYTHING
from tests.unit.application.description.offering import answering, api, offering, ref, schemas, spec, valid
from tests.unit.application.description.tables import plan, role, route

SOURCE = api(
    "orders",
    {
        "/": {"get": answering(ref("Open"), tags=["open"])},
        "/s": {"get": answering(ref("Secret"), tags=["secret"], operationId="readSecret")},
    },
    Open={"type": "string"},
    Secret={"type": "object", "properties": {"of": ref("Hidden")}},
    Hidden={"type": "integer"},
)
ADMIN = Principal("ada", frozenset(("admin",)))


def two(view: str = "", *, published: bool = True) -> Plan:
    hidden = replace(route("secret", "GET /a/{secret_id}", role("admin")), published=published)
    bound = {"secret": spec(SOURCE, "/s"), "open": spec(SOURCE, "/")}
    found = offering([hidden, route("open", "GET /open")], bound)
    return replace(found, portal=Portal(view=view)) if view else found


def test_what_is_not_published_leaves_no_trace() -> None:
    found = two(published=False)
    text = json.dumps(valid(found)).lower()
    assert not [word for word in ("secret", "hidden", "/a/") if word in text]
    assert list(schemas(valid(found))) == ["Open"]
    assert not valid(found)["components"].get("securitySchemes")


def test_everything_is_all_that_there_is() -> None:
    found = two(EVERYTHING, published=False)
    shown = valid(found, view_for(found, ANYBODY))
    assert list(schemas(shown)) == ["Hidden", "Open", "Secret"]
    assert list(shown["components"]["securitySchemes"]) == ["shop"]


def test_a_caller_is_shown_what_they_may_call() -> None:
    found = two(CALLER)
    assert list(valid(found, view_for(found, stated(found, ADMIN)))["paths"]) == ["/a/{secret_id}", "/open"]
    assert "secret" not in json.dumps(valid(found, view_for(found, ANYBODY))).lower()


def test_no_caller_is_shown_what_is_not_published() -> None:
    found = two(CALLER, published=False)
    assert list(valid(found, view_for(found, stated(found, ADMIN)))["paths"]) == ["/open"]


def test_another_view_can_be_asked_for() -> None:
    found = two(CALLER)
    assert len(valid(found, view_for(found, ANYBODY, "public"))["paths"]) == 2


def test_a_route_that_is_hidden_names_no_parameter_of_one_that_is_shown() -> None:
    hidden = replace(route("hidden", "PUT /a/{secret_id}"), published=False)
    found = valid(plan(hidden, route("shown", "GET /a/{id}")))
    assert list(found["paths"]) == ["/a/{id}"]
    assert list(found["paths"]["/a/{id}"]) == ["parameters", "get"]


def test_a_route_that_is_hidden_takes_what_it_takes_from_the_ones_behind_it() -> None:
    hidden = replace(route("first", "GET /a"), published=False)
    assert valid(plan(hidden, route("behind", "GET /a")))["paths"] == {}


def test_names_are_the_same_in_every_view() -> None:
    other = api("users", {"/": {"get": answering(ref("Open"), operationId="readSecret")}}, Open={"type": "number"})
    found = two(CALLER)
    users = offering([route("users", "GET /users", to="users")], {"users": spec(other, "/")}).routes
    both = replace(found, routes=(*found.routes, *users))
    assert "orders.Open" in schemas(valid(both, view_for(both, ANYBODY)))
    assert valid(both, view_for(both, ANYBODY))["paths"]["/users"]["get"]["operationId"] == "users.get"


def test_two_askers_of_the_same_rights_have_one_document() -> None:
    found = two(CALLER)
    admin, other = (stated(found, Principal(name, frozenset(("admin",)))) for name in ("ada", "grace"))
    assert rights(found, view_for(found, admin)) == rights(found, view_for(found, other))
    assert rights(found, view_for(found, admin)) != rights(found, view_for(found, ANYBODY))


def test_only_one_view_depends_on_who_asks() -> None:
    assert [depends_on_asker(one) for one in (None, two(), two(EVERYTHING), two(CALLER))] == [False, False, False, True]


def test_the_portal_says_what_the_api_is_called_and_where_it_is() -> None:
    from domain.spec.portal import ContactSpec

    portal = Portal("Shop", "2", "All of it.", ContactSpec(email="api@shop.example"), ("https://api.example",))
    found = describe(replace(two(), portal=portal))
    info = found["info"]
    assert isinstance(info, dict)
    assert (info["title"], info["version"], info["contact"]) == ("Shop", "2", {"email": "api@shop.example"})
    assert info["description"].startswith("All of it.\n\nThe routes of this gateway")
    assert found["servers"] == [{"url": "https://api.example"}]
