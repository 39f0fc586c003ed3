import json
import re

import pytest

from domain.spec.route import RouteSpec
from tests.unit.application.description.reading import described, operations, valid
from tests.unit.application.description.tables import AUTHENTICATED, owner_of, plan, route, shop


def test_a_plan_of_every_kind_of_route_is_described_validly() -> None:
    assert len(operations(valid(shop()))) == 15


def test_without_a_plan_the_document_is_valid_and_knows_the_refusals() -> None:
    document = valid(None)
    assert document["paths"] == {}
    assert "Refusal401" in document["components"]["responses"]


def test_five_hundred_routes_are_described_validly_with_as_many_ids() -> None:
    many = [route(f"r-{n}", f"GET,POST /things-{n}/{{id}}", AUTHENTICATED) for n in range(500)]
    ids = [operation["operationId"] for operation in operations(described(*many)).values()]
    assert len(set(ids)) == len(ids) == 1000


def test_the_document_can_be_written_as_json_and_refers_only_to_what_it_has() -> None:
    document = valid(shop())
    written = json.dumps(document)
    for reference in set(re.findall(r'"\$ref": "#/components/(\w+)/(\w+)"', written)):
        assert reference[1] in document["components"][reference[0]]


def test_the_same_plan_is_always_described_in_the_same_words() -> None:
    assert json.dumps(valid(shop())) == json.dumps(valid(shop()))


def test_tags_are_the_upstreams_in_the_order_of_the_file() -> None:
    document = described(route("b", "GET /b", to="users"), route("a", "GET /a"), route("c", "GET /c", to="users"))
    assert [tag["name"] for tag in document["tags"]] == ["users", "orders"]


def test_paths_stand_in_the_order_of_the_file() -> None:
    document = described(route("z", "GET /z"), route("a", "GET /{a}"), route("b", "GET /b"))
    assert list(document["paths"]) == ["/z", "/{a}", "/b"]


def test_a_method_without_a_field_in_openapi_is_told_in_the_paths_description() -> None:
    document = described(route("purge", "GET,PURGE /cache"))
    assert list(operations(document)) == [("GET", "/cache")]
    assert document["paths"]["/cache"]["description"] == "Also takes `PURGE`."


@pytest.mark.parametrize(
    "routes",
    [
        (route("x", "GET /a/{x}"), route("y", "GET /a/{y}")),
        (route("x", "GET /a/{x}", owner_of("x")), route("y", "POST /a/{y}", owner_of("y"))),
        (route("one", "GET /a/{x}"), route("rest", "GET /a/{rest*}")),
        (route("rest", "GET /a/{rest*}"), route("prefix", "GET /a", prefix=True)),
        (route("prefix", "GET /{rest}/b", prefix=True),),
        (route("root", "GET /"), route("all", "/", prefix=True)),
        (route("slash", "GET /a/"), route("none", "GET /a")),
        (route("host", "GET /a", hosts=("a.example",)), route("wild", "GET /a", hosts=("*.example",))),
        (route("encoded", "GET /caf%C3%A9/{x}"), route("spaces in name", "GET /b")),
        (route("accept", "GET /a", headers=(("Accept", "text/csv"), ("X-Kind", "é"))),),
        (route("query", "GET /a", query=(("k", "1"),)), route("header", "GET /a", headers=(("k", "1"),))),
        (route("abroad", "GET /a", AUTHENTICATED, issuer="partners, abroad"), route("trace", "TRACE,HEAD,OPTIONS /a")),
        (route("only-odd", "PURGE /a"),),
    ],
    ids=lambda routes: "-".join(one.name.text for one in routes),
)
def test_a_weird_table_is_described_validly(routes: tuple[RouteSpec, ...]) -> None:
    described(*routes)


def test_every_operation_has_an_id_of_its_own_in_weird_tables_too() -> None:
    document = valid(plan(route("a", "GET /a"), route("a.get", "GET /b"), route("a-get", "GET,POST /c")))
    ids = [operation["operationId"] for operation in operations(document).values()]
    assert ids == ["a.get", "a.get.get", "a-get.get", "a-get.post"]
