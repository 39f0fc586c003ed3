import re
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from domain.plan.portal import Portal, SignIn
from entrypoints.http import assets
from entrypoints.http.app import build_app
from entrypoints.http.docs import swagger_policy
from tests.fakes.gateway_state import FakeGatewayState
from tests.unit.application.description.tables import shop

PAGES = ("/docs", "/redoc")
VENDORED = Path(assets.__file__).parent / "assets"


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(build_app(FakeGatewayState()))


class References(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline: list[str] = []
        self._tag = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        self.found += [value for name, value in attrs if name in ("src", "href") and value]
        self.inline += [name for name, _ in attrs if name == "style" or name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        self._tag = ""

    def handle_data(self, data: str) -> None:
        if self._tag in ("script", "style") and data.strip():
            self.inline.append(data)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_no_other_host(client: TestClient, page: str) -> None:
    html = client.get(page).text
    assert not re.search(r"https?:|[\"'(]\s*//", html)


@pytest.mark.parametrize("page", PAGES)
def test_everything_that_a_page_refers_to_is_served_from_here(client: TestClient, page: str) -> None:
    references = References(client.get(page).text).found
    assert len(references) >= 4
    for reference in references:
        assert client.get(f"/{reference}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_nothing_inline(client: TestClient, page: str) -> None:
    assert References(client.get(page).text).inline == []


@pytest.mark.parametrize("page", PAGES)
def test_the_policy_of_a_page_lets_nothing_in_from_elsewhere(client: TestClient, page: str) -> None:
    headers = client.get(page).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert not re.search(r"unsafe|https?:|\*", policy)
    assert headers["x-content-type-options"] == "nosniff"


def test_a_page_that_signs_in_knows_the_client_and_may_reach_the_token_endpoint_alone() -> None:
    sign_in = SignIn("main", 'a"b<', "https://idp.example/authorize", "https://idp.example:8443/token", ("openid", "x"))
    portal = Portal("Shop & Co", servers=("https://api.example/v1",), sign_in=sign_in)
    answer = TestClient(build_app(FakeGatewayState(replace(shop(), portal=portal)))).get("/docs")
    assert 'data-client-id="a&quot;b&lt;" data-scopes="openid x"' in answer.text
    assert "<title>Shop &amp; Co" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "connect-src 'self' https://api.example https://idp.example:8443;" in policy
    assert "authorize" not in policy


@pytest.mark.parametrize("address", ["https://x; script-src *", "https://x script-src", "https://x'", "javascript:x"])
def test_an_address_that_would_say_more_than_an_origin_is_left_out_of_the_policy(address: str) -> None:
    assert swagger_policy(Portal(servers=(address,))) == swagger_policy(Portal())


def test_the_page_that_an_issuer_sends_back_to_has_nothing_inline_and_reaches_nobody(client: TestClient) -> None:
    answer = client.get("/docs/oauth2-redirect.html")
    assert References(answer.text).inline == []
    assert References(answer.text).found == ["assets/oauth2-redirect.js"]
    assert "connect-src" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", list(assets.SERVED))
def test_an_asset_is_served_with_its_type_and_is_not_guessed_at(client: TestClient, name: str) -> None:
    answer = client.get(f"/docs/assets/{name}")
    expected = {"js": "text/javascript", "css": "text/css", "png": "image/png"}[name.rpartition(".")[2]]
    assert answer.headers["content-type"].partition(";")[0] == expected
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-cache"
    assert len(answer.content) > 50


def test_an_asset_that_the_caller_has_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/docs/assets/docs.css").headers["etag"]
    assert client.get("/docs/assets/docs.css", headers={"if-none-match": f'"other", W/{tag}'}).status_code == 304
    assert client.get("/docs/assets/docs.css", headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        *("unknown.js", "VERSIONS", "SHA256SUMS", "..%2fapp.py", "..%2f..%2f..%2fpyproject.toml", "%2e%2e%2fapp.py"),
        *("..\\app.py", "docs.css%00", "../pages/docs.css", "%2fetc%2fpasswd", "DOCS.CSS", ""),
    ],
)
def test_a_name_that_is_not_listed_is_not_found_whatever_it_spells(client: TestClient, name: str) -> None:
    answer = client.get(f"/docs/assets/{name}")
    assert (answer.status_code, answer.json()["reason"]) == (404, "route-unknown")


def test_vendored_files_are_those_that_the_script_made() -> None:
    listed = [line.split(maxsplit=1) for line in (VENDORED / "SHA256SUMS").read_text().splitlines()]
    for digest, name in listed:
        assert sha256((VENDORED / name).read_bytes()).hexdigest() == digest, name
    files = {file.name for file in VENDORED.iterdir()}
    assert files == {name for _, name in listed} | {"SHA256SUMS", "VERSIONS"}


def test_every_vendored_tool_ships_its_licence() -> None:
    assert "Apache License" in (VENDORED / "swagger-ui.LICENSE").read_text()
    assert "MIT License" in (VENDORED / "redoc.LICENSE").read_text()


def test_redocs_own_advertisement_is_gone() -> None:
    script = (VENDORED / "redoc.standalone.js").read_text("utf-8")
    assert "cdn.redoc" not in script
    assert "API docs by Redocly" not in script
