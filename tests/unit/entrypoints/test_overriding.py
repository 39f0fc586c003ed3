"""What the container is given in a provider's place is what the routers serve."""

from typing import Any

from dependency_injector import providers
from fastapi.testclient import TestClient

from entrypoints.container import Container
from tests.fakes.gateway_state import FakeGatewayState
from tests.unit.application.description.tables import shop


class OneId:
    def __call__(self) -> str:
        return "r-1"


def client_of(container: Container) -> TestClient:
    pages: Any = container.built_pages()
    return TestClient(pages, raise_server_exceptions=False)


def test_another_state_is_what_every_page_tells_of() -> None:
    container = Container()
    with container.running.override(providers.Object(FakeGatewayState(shop()))):
        client = client_of(container)
        assert "/orders/{order_id}" in client.get("/openapi.json").json()["paths"]
        assert client.get("/ready").json() == {"status": "ready"}
        assert "<code>orders</code>" in client.get("/docs/home").text


def test_what_is_not_overridden_is_the_gateways_own() -> None:
    client = client_of(Container())
    assert client.get("/ready").status_code == 503
    assert "/orders/{order_id}" not in client.get("/openapi.json").json()["paths"]


def test_another_maker_of_ids_is_heard_in_every_refusal() -> None:
    container = Container()
    with container.request_id.override(providers.Object(OneId())):
        assert client_of(container).get("/docs/problems/none").json()["request_id"] == "r-1"
