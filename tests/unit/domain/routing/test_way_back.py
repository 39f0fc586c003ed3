"""Ways back: from an upstream's path to the public one, as far as the rewrite has kept it."""

import pytest

from domain.routing.matcher import Matcher
from domain.routing.rewrite import Rewrite, compile_prefix, compile_rewrite, compile_strip
from domain.routing.tree import Node
from domain.routing.way_back import WayBack, planted
from tests.unit.domain.builders import path, pattern


def way(written: str, template: str | None = None, *, strip: str = "", prefix: str = "", host: str = "") -> WayBack:
    taken = pattern(written)
    made = compile_strip(strip, taken) if strip else compile_prefix(prefix, taken) if prefix else None
    rewrite = compile_rewrite(template, taken) if template else made
    assert rewrite is None or isinstance(rewrite, Rewrite), rewrite
    return WayBack(Matcher(taken, hosts=(host,) if host else ()), rewrite)


ANSWERED = [
    (way("/users/{id}", "/v2/{id}"), b"/users/7", b"/v2/8", b"/users/8"),
    (way("/{a}/{b}", "/{b}/{a}"), b"/x/y", b"/1/2", b"/2/1"),
    (way("/{t}/orders", "/orders"), b"/acme/orders", b"/orders", b"/acme/orders"),
    (way("/{t}/orders/{id}", "/orders/{id}"), b"/acme/orders/1", b"/orders/2", b"/acme/orders/2"),
    (way("/api/orders", strip="/api"), b"/api/orders", b"/orders/7", b"/api/orders/7"),
    (way("/{t}/orders", strip="/{any}"), b"/acme/orders", b"/orders/7", b"/acme/orders/7"),
    (way("/files/{rest*}", "/{rest*}"), b"/files/a", b"/b/c/", b"/files/b/c/"),
    (way("/files/{rest*}", "/{rest*}"), b"/files", b"/", b"/files"),
    (way("/files/{rest*}", "/v2/{rest*}"), b"/files/a", b"/v2", b"/files"),
    (way("/{rest*}", "/v2/{rest*}"), b"/a", b"/v2", b"/"),
    (way("/files/{rest*}", "/v2"), b"/files/a/b", b"/v2", b"/files/a/b"),
    (way("/{a}/{rest*}", "/{a}"), b"/x/y/z", b"/w", b"/w/y/z"),
    (way("/old/{rest*}", prefix="/new"), b"/old/a", b"/new/b", b"/old/b"),
    (way("/a"), b"/a", b"/b", b"/b"),
]


@pytest.mark.parametrize(("answering", "asked", "sent", "public"), ANSWERED)
def test_the_route_that_answers_knows_the_way_back(
    answering: WayBack, asked: bytes, sent: bytes, public: bytes
) -> None:
    found = answering.of_its_own(path(sent), path(asked))
    assert found == path(public)


@pytest.mark.parametrize(
    ("answering", "asked", "sent"),
    [
        (way("/users/{id}", "/v2/{id}"), b"/users/7", b"/v3/8"),
        (way("/users/{id}", "/v2/{id}"), b"/users/7", b"/v2/"),
        (way("/users/{id}", "/v2/{id}"), b"/users/7", b"/v2/8/9"),
        (way("/users/{id}", "/v2/{id}"), b"/users/7", b"/v2"),
    ],
)
def test_what_the_rewrite_does_not_make_has_no_way_back(answering: WayBack, asked: bytes, sent: bytes) -> None:
    assert answering.of_its_own(path(sent), path(asked)) is None


@pytest.mark.parametrize(
    ("other", "sent", "public"),
    [
        (way("/users/{id}", "/v2/{id}"), b"/v2/8", b"/users/8"),
        (way("/users/{id}", "/v2/{id}", host="api.example"), b"/v2/8", b"/users/8"),
        (way("/a"), b"/a", b"/a"),
    ],
)
def test_another_route_takes_what_it_would_send(other: WayBack, sent: bytes, public: bytes) -> None:
    assert other.of_another(path(sent), "api.example") == path(public)


@pytest.mark.parametrize(
    "other",
    [
        way("/users/{id}", "/v2/{id}", host="b.example"),
        way("/{t}/users/{id}", "/v2/{id}"),
        way("/files/{rest*}", "/v2/8"),
        way("/api/v2", strip="/api"),
        way("/users/{id}"),
    ],
)
def test_another_route_guesses_nothing(other: WayBack) -> None:
    assert other.of_another(path(b"/v2/8"), "api.example") is None


def test_ways_are_found_by_the_paths_of_their_upstream() -> None:
    ways = Node[WayBack]()
    one, same, rest = way("/users/{id}", "/v2/{id}"), way("/v2/{id}"), way("/files/{rest*}", "/v2/{rest*}")
    for each in (one, same, rest):
        planted(ways, each)
    assert list(ways.candidates((b"v2", b"8"))) == [[one, same], [rest]]
