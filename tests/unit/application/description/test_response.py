import pytest

from application.description.problem import MEDIA_TYPE
from application.description.response import refusal_responses
from domain.message.reason import CATALOGUE
from domain.spec.requirement import Requirement
from tests.unit.application.description.reading import Document, described, operations, valid
from tests.unit.application.description.tables import AUTHENTICATED, PUBLIC, role, route


def statuses(match: str, require: Requirement) -> list[str]:
    (operation,) = operations(described(route("r", match, require))).values()
    return [status for status in operation["responses"] if status not in ("200", "default")]


def test_a_public_route_refuses_nobody() -> None:
    assert statuses("GET /a", PUBLIC) == ["400", "404", "414", "431", "500", "502", "503", "504"]


def test_a_guarded_route_can_answer_401_and_403() -> None:
    assert statuses("GET /a", role("admin"))[1:3] == ["401", "403"]


def test_whoever_is_authenticated_is_never_denied_where_that_is_all_it_takes() -> None:
    assert "401" in statuses("GET /a", AUTHENTICATED)
    assert "403" not in statuses("GET /a", AUTHENTICATED)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_what_sends_a_body_can_send_too_much(method: str) -> None:
    assert "413" in statuses(f"{method} /a", PUBLIC)


def test_the_upstreams_answer_is_there_with_any_status() -> None:
    (operation,) = operations(described(route("r", "GET /a"))).values()
    assert {"200", "default"} <= set(operation["responses"])


def test_every_reason_of_the_catalogue_has_an_example_under_its_status() -> None:
    components: Document = valid(None)["components"]["responses"]
    for reason in CATALOGUE.values():
        example = components[f"Refusal{reason.status}"]["content"][MEDIA_TYPE]["examples"][reason.name]
        assert (example["value"]["reason"], example["value"]["status"]) == (reason.name, reason.status)


def test_a_response_lists_its_reasons_with_what_they_mean() -> None:
    unauthorized = refusal_responses()["Refusal401"]
    assert isinstance(unauthorized, dict)
    assert "- `token-expired`: The token has expired." in unauthorized["description"]


@pytest.mark.parametrize(("status", "header"), [(401, "WWW-Authenticate"), (405, "Allow"), (503, "Retry-After")])
def test_a_refusal_documents_the_header_that_goes_with_it(status: int, header: str) -> None:
    response = refusal_responses()[f"Refusal{status}"]
    assert isinstance(response, dict)
    assert list(response["headers"]) == [header]
