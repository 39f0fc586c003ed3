import pytest

from entrypoints.http.negotiation import prefers_page

CHROMIUM = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize("accept", [CHROMIUM, "text/html", "TEXT/HTML", "text/*, application/json;q=0.5"])
def test_who_asks_for_html_first_gets_the_page(accept: str) -> None:
    assert prefers_page(accept)


@pytest.mark.parametrize(
    "accept",
    [
        *("", "*/*", "application/json", "application/problem+json", "text/plain", ";", ",", "text/html;q=0"),
        *("text/html, application/json", "text/html;q=0.5, application/*;q=0.9", "text/html;q=much"),
    ],
)
def test_all_others_get_the_document(accept: str) -> None:
    assert not prefers_page(accept)
