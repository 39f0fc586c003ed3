"""The documentation page as a person uses it, in a browser without a network: sign in, or paste a token, and call."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.e2e.chromium import PROGRAM, Chromium, Page
from tests.e2e.serving import Served
from tests.integration.idp.real_issuer import RealIssuer
from tests.integration.missing import require

pytestmark = [pytest.mark.e2e, pytest.mark.browser]
FLOW = ".auth-container:has(#client_id_authorizationCode)"
CONFIG = """version: 1
portal:
  title: Shop
  view: caller
  sign_in:
    issuer: main
    client_id: docs
    scopes: ["orders:read"]
    authorize: {address}/auth
    token: {address}/token
identity:
  issuers:
    main:
      issuer: {address}
      audience: [shop]
      keys: discover
      algorithms: [RS256]
      claims: {{permissions: scope}}
permissions:
  roles:
    viewer: {{grants: ["orders:read"]}}
routes:
  orders:
    match: GET /orders
    respond: {{status: 200, json: {{orders: [fine]}}}}
    require: {{permission: "orders:read"}}
  news: {{match: GET /news, respond: {{status: 200}}, require: public}}
"""


@pytest.fixture(scope="module")
def gateway(issuer: RealIssuer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("gateway")
    config = folder / "gateway.yaml"
    config.write_text(CONFIG.format(address=issuer.address))
    with Served(folder, config) as gateway:
        yield gateway


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chromium]:
    if PROGRAM is None:
        require("chromium")
    with Chromium(tmp_path) as browser:
        yield browser


def called(page: Page) -> str:
    """What an operation answers, by the page's own buttons."""
    page.click(".opblock-summary-control", "/orders")
    page.click(".try-out__btn")
    page.click(".execute")
    page.until("document.querySelector('.live-responses-table .response-col_status') !== null", "it was answered")
    return str(page.value("document.querySelector('.live-responses-table').innerText"))


def test_whoever_has_not_signed_in_is_shown_what_anybody_may_call(gateway: Served, browser: Chromium) -> None:
    page = browser.open(f"http://127.0.0.1:{gateway.port}/docs")
    page.until("document.body.innerText.includes('/news')", "the page is there")
    assert "/orders" not in page.text()


def test_the_page_signs_in_by_pkce_and_calls_what_needs_a_token(
    gateway: Served, issuer: RealIssuer, browser: Chromium
) -> None:
    page = browser.open(f"http://127.0.0.1:{gateway.port}/docs")
    page.click(".btn.authorize")
    page.click(f"{FLOW} .modal-btn.authorize")
    popup = browser.opened_by_a_page()
    popup.type("input[name=login]", "ada")
    popup.type("input[name=password]", "any")
    popup.click("button[type=submit]")
    popup.click("button[type=submit]", "Continue")
    page.until("document.querySelector('.dialog-ux').innerText.includes('Logout')", "it is signed in")
    page.click(".btn-done")
    answer = called(page)
    assert "fine" in answer, answer
    assert not [told for told in page.complaints if "Content Security Policy" in told or "Uncaught" in told]
    assert {urlsplit(asked).netloc for asked in page.asked if asked.startswith("http")} == {
        f"127.0.0.1:{gateway.port}",
        urlsplit(issuer.address).netloc,
    }


def test_a_token_that_somebody_has_is_pasted(gateway: Served, issuer: RealIssuer, browser: Chromium) -> None:
    page = browser.open(f"http://127.0.0.1:{gateway.port}/docs")
    page.click(".btn.authorize")
    page.type(".auth-container input[type=text]", issuer.token("RS256"))
    page.click(".modal-btn.authorize", "Authorize")
    page.click(".btn-done")
    assert "fine" in called(page)
