"""How a route handles answers compiles: which errors of an upstream pass, and what becomes of the others."""

from dataclasses import replace

import pytest

from domain.plan.handling import compile_errors, compile_handling
from domain.spec.composition import ComposeSpec
from domain.spec.fault import Fault
from domain.spec.handling import ErrorsSpec
from domain.spec.route import DestinationSpec, MatchSpec, RespondSpec, RouteSpec
from domain.spec.spec import Spec
from tests.unit.domain.builders import at, codes, text


def errors(**rules: str) -> ErrorsSpec:
    return ErrorsSpec(at(), tuple((text(key.lstrip("_")), means) for key, means in rules.items()))


ROUTE = RouteSpec(text("orders"), MatchSpec(text("/orders")), to=(DestinationSpec(text("orders")),))
ANSWERS = replace(ROUTE, to=None, respond=RespondSpec(at()))


def test_the_closest_rule_counts_whatever_the_order() -> None:
    compiled = compile_errors(errors(_404="pass", default="wrap", _5xx="replace", _503="wrap"), [])
    assert (compiled[400], compiled[499], compiled[500], compiled[503]) == ("wrap", "wrap", "replace", "wrap")
    assert 404 not in compiled


def test_what_no_rule_names_passes() -> None:
    assert set(compile_errors(errors(_4XX="wrap"), [])) == set(range(400, 500))


@pytest.mark.parametrize("key", ["302", "3XX", "4xxx", "40", "600", "errors", "", "٤٠٤"])
def test_only_errors_are_named(key: str) -> None:
    faults: list[Fault] = []
    compile_errors(ErrorsSpec(at(), ((text(key), "wrap"),)), faults)
    assert codes(faults) == ["status-unknown"]


def test_a_route_says_it_in_the_place_of_the_defaults_as_a_whole() -> None:
    spec = Spec(at(), default_errors=errors(_500="replace"))
    assert compile_handling(ROUTE, spec, [], is_public=True)["errors"] == {500: "replace"}
    assert compile_handling(replace(ROUTE, errors=errors(_404="wrap")), spec, [], is_public=True)["errors"] == {
        404: "wrap"
    }
    assert compile_handling(replace(ROUTE, errors=errors()), spec, [], is_public=True)["errors"] == {}
    assert compile_handling(ROUTE, Spec(at()), [], is_public=True)["errors"] == {}


def test_a_route_that_answers_by_itself_has_no_errors_of_others() -> None:
    faults: list[Fault] = []
    assert (
        compile_handling(ANSWERS, Spec(at(), default_errors=errors(_500="wrap")), faults, is_public=True)["errors"]
        == {}
    )
    assert faults == []
    compile_handling(replace(ANSWERS, errors=errors(_500="wrap")), Spec(at()), faults, is_public=True)
    assert codes(faults) == ["action-unfit"]


def test_composed_answers_have_tags_unless_the_route_says_otherwise_and_others_where_it_says_so() -> None:
    composed = replace(ROUTE, to=None, compose=ComposeSpec(at(), ()))

    def tags(route: RouteSpec) -> bool:
        return bool(compile_handling(route, Spec(at()), [], is_public=True)["tags"])

    assert [tags(composed), tags(replace(composed, etag=False)), tags(ROUTE), tags(replace(ROUTE, etag=True))] == [
        True, False, False, True,
    ]  # fmt: skip


def test_an_answer_of_the_route_itself_has_no_tag() -> None:
    faults: list[Fault] = []
    compile_handling(replace(ANSWERS, etag=True), Spec(at()), faults, is_public=True)
    assert codes(faults) == ["action-unfit"]
