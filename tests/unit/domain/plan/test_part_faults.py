"""What is wrong with parts, told with what would be right."""

from dataclasses import replace

import pytest

from domain.spec.composition import PartSpec
from domain.spec.requirement import Authenticated
from domain.spec.route import MirrorSpec, RewriteSpec
from tests.unit.domain.builders import at, faults, spec, text
from tests.unit.domain.plan.test_compositions import composing, join, part, wrong

ORDERS = part("orders")


def of(*parts: PartSpec) -> list[str]:
    return wrong(spec(composing(*parts, written="/me/{id}/{rest*}")))


def test_a_route_of_parts_reads_and_has_nothing_to_rewrite_or_mirror() -> None:
    written = composing(part())
    assert wrong(spec(replace(written, match=replace(written.match, methods=())))) == ["compose-method"]
    assert wrong(spec(replace(written, match=replace(written.match, methods=(text("GET"), text("PUT")))))) == [
        "compose-method"
    ]
    idle = replace(written, mirror=(MirrorSpec(text("orders")),), rewrite=RewriteSpec(path=text("/x")))
    assert wrong(spec(idle)) == ["action-unfit", "action-unfit"]
    assert wrong(spec(composing())) == ["compose-empty"]


@pytest.mark.parametrize(
    ("get", "code"),
    [("/{other}", "parameter-unknown"), ("/{rest}", "parameter-unfit"), ("/{x:/a}", "part-unknown"),
     ("/{principal.subject}", "caller-unknown"), ("/{claim.a}", "caller-unknown"), ("/{join.id}", "join-missing")],
)  # fmt: skip
def test_a_value_that_nobody_has(get: str, code: str) -> None:
    assert of(part(get=get)) == [code]


def test_values_that_somebody_has() -> None:
    written = composing(part(get="/{id}/{principal.subject}?a={query.b}&c={claim.d}"))
    assert wrong(spec(replace(written, require=Authenticated(at())))) == []
    assert of(part(get="/{id}?a={query.b}")) == []


def test_a_path_without_parameters_says_so() -> None:
    [fault] = faults(spec(composing(part(get="/{id}"), written="/me")))
    assert fault.hint == "known: none"


def test_a_join_names_its_keys_once_and_what_it_is_joined_to_has_an_answer() -> None:
    assert of(ORDERS, part("i", "/i", join=join())) == ["join-key"]
    assert of(ORDERS, part("i", "/i/{join.id}?a={join.ids}", join=join())) == ["join-key"]
    assert of(ORDERS, part("i", "/i/{join.id}", join=join("odrers"))) == ["part-unknown"]
    assert of(ORDERS, part("i", "/i/{join.id}", join=join()), part("j", "/j/{join.id}", join=join("i"))) == [
        "join-without-answer"
    ]
    assert of(ORDERS, part("i", "/i/{join.id}", join=join()), part("j", "/j/{i:/0}")) == ["join-without-answer"]


def test_a_required_part_needs_no_optional_one() -> None:
    assert of(part("a", optional=True), part("b", "/{a:/x}")) == ["part-needs-optional"]
    assert of(part("a", optional=True), part("b", "/{a:/x}", optional=True)) == []


def test_each_part_has_one_place_of_its_own() -> None:
    assert of(part("problems")) == ["member-reserved"]
    assert of(part("a"), part("b", into=text("a"))) == ["member-repeated"]
    assert of(part("a", into=text("b"), flatten=True)) == ["part-into"]
    assert of(ORDERS, part("i", "/i/{join.id}", join=join(), into=text("x"))) == ["part-into"]
    assert of(part("problems", flatten=True)) == []
