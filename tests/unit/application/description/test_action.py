"""What becomes of a request is told: where it goes, or what the gateway answers by itself."""

from dataclasses import replace

from application.description.action import told
from domain.spec.route import DestinationSpec, EditsSpec, MirrorSpec, RedirectSpec, RespondSpec, RouteSpec
from tests.unit.application.description.reading import Document, described, operations
from tests.unit.application.description.tables import AT, plan, route, text

MOVED = replace(route("moved", "GET /old"), to=None, redirect=RedirectSpec(AT, status=308))
HELLO = replace(route("hello", "GET,HEAD,POST /hello"), to=None, respond=RespondSpec(AT, json='{"hello":"world"}'))
GONE = replace(route("gone", "GET /gone"), to=None, respond=RespondSpec(AT, 410))
SPLIT = replace(
    route("split", "GET /split"),
    to=(DestinationSpec(text("orders"), 9), DestinationSpec(text("users"))),
    mirror=(MirrorSpec(text("users")),),
)


def responses(written: RouteSpec, method: str = "GET") -> Document:
    document = described(written)
    found: Document = next(one for (name, _), one in operations(document).items() if name == method)["responses"]
    return found


def test_a_route_is_told_in_a_few_words() -> None:
    compiled = plan(route("plain", "/plain"), SPLIT, MOVED, HELLO).routes
    assert [told(one) for one in compiled] == [
        "orders",
        "orders x9, users x1, mirrored to users",
        "redirect 308",
        "respond 200",
    ]


def test_a_redirect_is_described_with_its_status_and_location_and_no_upstream() -> None:
    found = responses(MOVED)
    assert list(found["308"]["headers"]) == ["Location"]
    assert not {"200", "502", "504", "default"} & set(found)


def test_a_fixed_answer_is_described_with_its_body() -> None:
    assert responses(HELLO)["200"]["content"] == {"application/json": {"example": {"hello": "world"}}}
    assert "content" not in responses(HELLO, "HEAD")["200"]
    assert "content" not in responses(GONE)["410"]


def test_a_body_that_is_only_called_json_is_shown_as_text() -> None:
    headers = ((text("content-type"), "application/json"),)
    odd = replace(HELLO, respond=RespondSpec(AT, text="{", headers=headers))
    assert responses(odd)["200"]["content"] == {"application/json": {"example": "{"}}
    typeless = replace(odd, respond=RespondSpec(AT, text="a"), response=EditsSpec(remove=(text("content-type"),)))
    assert responses(typeless)["200"]["content"] == {"application/octet-stream": {"example": "a"}}


def test_what_the_gateway_answers_by_itself_has_a_tag_of_its_own_and_reads_no_body() -> None:
    document = described(HELLO, SPLIT)
    assert [tag["name"] for tag in document["tags"]] == ["orders", "users", "gateway"]
    posted = document["paths"]["/hello"]["post"]
    assert (posted["tags"], "requestBody" in posted) == (["gateway"], False)
    assert "The gateway answers by itself, with status 200." in posted["description"]
    assert document["paths"]["/split"]["get"]["tags"] == ["orders", "users"]


def test_of_two_answers_with_one_status_the_first_that_is_tried_is_described() -> None:
    first = replace(route("first", "GET /hello", hosts=("a.example",)), to=None, respond=RespondSpec(AT, text="first"))
    found = described(HELLO, first)["paths"]["/hello"]["get"]["responses"]["200"]
    assert found["content"]["text/plain"]["example"] == "first"
