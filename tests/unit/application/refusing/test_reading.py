"""The page of a refusal stands by itself: whatever is in it, nothing runs and nothing is loaded."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from application.refusing.reading import page, plain
from domain.message.headers import first
from domain.message.reason import PERMISSION_MISSING
from domain.message.refusal import Refusal, problem

DOCUMENT = problem(Refusal(PERMISSION_MISSING), instance="/orders/7", request_id="3709a1")
TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "p", "a", "code", "pre"}


class Read(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_says_what_the_document_says_and_leads_to_its_type() -> None:
    read = Read(page(DOCUMENT)[1].decode())
    for said in ("403 Forbidden", str(DOCUMENT["detail"]), "permission-missing", "3709a1"):
        assert said in read.text
    assert [attrs["href"] for tag, attrs in read.tags if tag == "a"] == ["/docs/problems/permission-missing"]
    assert ("meta", {"name": "robots", "content": "noindex"}) in read.tags


def test_its_policy_allows_its_own_style_and_nothing_else() -> None:
    headers, body = page(DOCUMENT)
    (style,) = re.findall(rb"<style>(.*?)</style>", body, re.DOTALL)
    policy = (first(headers, b"content-security-policy") or b"").decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{b64encode(sha256(style).digest()).decode()}'" in policy
    assert "unsafe" not in policy
    assert first(headers, b"x-content-type-options") == b"nosniff"


@given(st.dictionaries(st.text(min_size=1), st.text() | st.lists(st.text())))
def test_no_text_becomes_markup(members: dict[str, object]) -> None:
    read = Read(page({**members, **DOCUMENT})[1].decode())
    assert {tag for tag, _ in read.tags} <= TAGS


def test_the_text_has_a_line_for_each() -> None:
    assert plain(DOCUMENT)[1].decode() == (
        "403 Forbidden\n"
        "The caller lacks the permission that this route needs.\n"
        "Reason: permission-missing, see /docs/problems/permission-missing\n"
        "Request: 3709a1\n"
    )
