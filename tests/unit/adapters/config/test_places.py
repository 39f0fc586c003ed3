"""What a spec points at is where it was written, to the column."""

import pytest

from domain.spec.comparison import Equals, Literal
from domain.spec.place import Place, Text
from domain.spec.requirement import AllOf, Claim, Role
from domain.spec.route import DestinationSpec
from tests.fakes.gateway_text import faults_of, route_of, spec_of


def _at(line: int, column: int) -> Place:
    return Place("gateway.yaml", line, column)


def test_a_name_is_at_its_key_and_a_reference_at_its_value() -> None:
    route = route_of('match: "GET /orders", require: {role: admin}')
    assert (route.name, route.to) == (Text("one", _at(4, 3)), (DestinationSpec(Text("orders", _at(4, 59))),))
    assert route.require == Role(Text("admin", _at(4, 47)))


@pytest.mark.parametrize(
    ("written", "methods", "path"),
    [
        ('"GET,POST /orders"', [13, 17], 22),
        ("'GET,POST /orders'", [13, 17], 22),
        ("GET,POST   /orders", [12, 16], 23),
        ('"/orders"', [], 13),
        ('"GET,POST /orders${NONE:-}"', [13, 17], 22),
        ('"G${NONE:-}ET,POST /orders"', [13, 12], 12),  # behind a variable columns can't be counted
        ('"GET,POST /\\x6frders"', [12, 12], 12),  # nor with an escape
    ],
)
def test_the_parts_of_a_short_match_have_places_of_their_own(written: str, methods: list[int], path: int) -> None:
    match = spec_of(f"routes:\n  one:\n    to: orders\n    match: {written}\n").routes[0].match
    assert match.methods == tuple(map(Text, ("GET", "POST"), (_at(6, column) for column in methods)))
    assert match.path == Text("/orders", _at(6, path))


def test_a_short_match_over_two_lines_is_where_it_begins() -> None:
    route = spec_of("routes:\n  one:\n    to: orders\n    match: GET\n      /orders\n").routes[0]
    assert route.match.path == Text("/orders", _at(6, 12))


def test_several_claims_are_all_required_and_each_is_at_its_key() -> None:
    route = route_of("match: /a, require: {claim: {tenant: acme, seats: 5, paid: true}}")
    assert route.require == AllOf(
        _at(4, 30),
        (
            Claim(Text("tenant", _at(4, 38)), Equals(Literal(_at(4, 46), "acme"))),
            Claim(Text("seats", _at(4, 52)), Equals(Literal(_at(4, 59), 5))),
            Claim(Text("paid", _at(4, 62)), Equals(Literal(_at(4, 68), value=True))),
        ),
    )


def test_an_unknown_key_is_at_the_key_and_a_bad_value_at_the_value() -> None:
    faults = faults_of("server:\n  body_limt: 10MiB\n  body_limit: 10\n")
    assert [(fault.code, fault.at) for fault in faults] == [
        ("key-unknown", _at(4, 3)),
        ("size-malformed", _at(5, 15)),
    ]


def test_faults_come_in_the_order_of_the_file() -> None:
    faults = faults_of("routes:\n  a: {to: a}\nserver: {x: 1, x: 2}\nidentity: *a\n")
    assert [fault.code for fault in faults] == ["key-missing", "key-unknown", "key-twice", "yaml-alias"]
