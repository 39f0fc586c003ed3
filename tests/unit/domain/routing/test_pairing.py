import pytest

from domain.routing.pairing import FIXED, paired, sent
from domain.routing.pattern import Pattern, parse_pattern
from domain.routing.rewrite import Rewrite, compile_prefix, compile_rewrite, compile_strip


def pattern(text: str) -> Pattern:
    found = parse_pattern(text)
    assert isinstance(found, Pattern)
    return found


def rewritten(template: str, path: str) -> Rewrite:
    found = compile_rewrite(template, pattern(path))
    assert isinstance(found, Rewrite)
    return found


def pairs(operation: str, path: str, template: str | None = None) -> dict[str, int]:
    rewrite = rewritten(template, path) if template else None
    return paired(operation.strip("/").split("/"), pattern(path), rewrite)


@pytest.mark.parametrize(
    ("operation", "path", "template", "found"),
    [
        ("/orders/{id}", "/orders/{order_id}", None, {"id": 1}),
        ("/x/{a}/{b}", "/y/{a}/{b}", "/x/{b}/{a}", {"a": 2, "b": 1}),
        ("/x/{a}/{b}", "/x/{b}/{a}", None, {"a": 1, "b": 2}),
        ("/v2/orders/{id}", "/orders/{order_id}", None, {"id": 1}),
        ("/orders/{id}", "/{tenant}/orders/{number}", None, {"id": 2}),
        ("/users/{id}", "/me", "/users/ada", {"id": FIXED}),
        ("/users/{id}", "/users/me", None, {"id": FIXED}),
        ("/v2/orders/{id}", "/orders", None, {}),
        ("/v2/orders/{id}", "/{id}/in/{tenant}", None, {"id": 0}),
        ("/b/{y}", "/a/{second}", None, {"y": 1}),
        ("/files/{name}", "/files/{rest*}", None, {"name": 1}),
        ("/files/{name}", "/all/{rest*}", "/files/{rest*}", {"name": 1}),
        ("/orders/a{id}", "/orders/{x}", None, {}),
    ],
)
def test_a_parameter_is_filled_by_what_is_sent_in_its_place(
    operation: str, path: str, template: str | None, found: dict[str, int]
) -> None:
    assert pairs(operation, path, template) == found


def test_what_is_taken_off_or_put_ahead_moves_what_follows() -> None:
    path = pattern("/api/orders/{id}")
    strip, prefix = compile_strip("/api", path), compile_prefix("/v2", pattern("/api/{rest*}"))
    assert isinstance(strip, Rewrite)
    assert isinstance(prefix, Rewrite)
    assert sent(path, strip) == (b"orders", 2)
    assert sent(pattern("/api/{rest*}"), prefix) == (b"v2", 1)
