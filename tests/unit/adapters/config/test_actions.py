"""Actions of a route as they are written: short forms are long forms, and a body in YAML is JSON."""

import pytest

from domain.spec.place import Text
from domain.spec.route import DestinationSpec, MirrorSpec, RewriteSpec, RouteSpec
from tests.fakes.gateway_text import faults_of, spec_of


def route_of(text: str, **environment: str) -> RouteSpec:
    return spec_of(f"routes:\n  one: {{match: /a, require: public, {text}}}\n", **environment).routes[0]


def word(text: Text | None) -> str | None:
    return text.text if text else None


def test_one_upstream_is_a_split_with_one_part() -> None:
    [short], [long] = route_of("to: orders").to or (), route_of("to: [{upstream: orders}]").to or ()
    assert isinstance(short, DestinationSpec)
    assert (short.upstream.text, short.weight) == (long.upstream.text, long.weight) == ("orders", 1)


def test_a_plain_rewrite_is_a_template() -> None:
    rewrite = route_of("to: orders, rewrite: /b").rewrite
    assert isinstance(rewrite, RewriteSpec)
    assert (word(rewrite.path), rewrite.strip, rewrite.prefix) == ("/b", None, None)


def test_a_mirror_without_a_share_is_of_everything() -> None:
    [mirror] = route_of("to: orders, mirror: [{upstream: orders}]").mirror
    assert isinstance(mirror, MirrorSpec)
    assert mirror.share == 1.0


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("{a: [1, -2.50, true, null, text]}", '{"a":[1,-2.5,true,null,"text"]}'),
        ('"ü"', '"ü"'),
        ("[]", "[]"),
        ("null", "null"),
        ("{a: '${NAME}'}", '{"a":"7"}'),
    ],
)
def test_a_body_written_in_yaml_is_sent_as_json(written: str, sent: str) -> None:
    respond = route_of(f"respond: {{json: {written}}}", NAME="7").respond
    assert respond is not None
    assert respond.json == sent


def test_what_two_readers_of_yaml_read_differently_is_no_json() -> None:
    faults = faults_of("routes:\n  one: {match: /a, require: public, respond: {json: [no, &a b]}}\n")
    assert sorted(fault.code for fault in faults) == ["yaml-ambiguous", "yaml-anchor"]
