"""Policies that say less than they seem to."""

import pytest

from domain.analysis import verdicts
from domain.analysis.policies import idle_policies
from domain.analysis.survey import Survey
from domain.analysis.verdicts import Verdicts
from tests.unit.domain.analysis.written import plan_of, routes, told, witnesses


def found(require: str, more: str = "", *, match: str = '"GET /r/{id}"') -> list[tuple[str, str]]:
    line = f"r: {{match: {match}, to: orders, require: {require}}}"
    survey = Survey(plan_of(more + routes(line)))
    return told(idle_policies(Verdicts(survey)))


@pytest.mark.parametrize(
    ("require", "code"),
    [
        ("{all_of: [{role: manager}, {not: {role: viewer}}]}", "policy-never-allows"),
        ("{all_of: [{claim: {a: x}}, {claim: {a: z}}]}", "policy-never-allows"),
        ("{not: authenticated}", "policy-never-allows"),
        ("{any_of: [{role: viewer}, {not: {role: manager}}]}", "policy-never-denies"),
        ("{any_of: [{role: viewer}, {role: manager}]}", "policy-part-idle"),
        ("{all_of: [{role: viewer}, {role: manager}]}", "policy-part-idle"),
        ("{not: {any_of: [{role: viewer}, {role: manager}]}}", "policy-part-idle"),
        ("{any_of: [{claim: {a: x}}, {all_of: [{role: viewer}, {role: manager}]}]}", "policy-part-idle"),
    ],
)
def test_what_comes_to_nothing_is_told(require: str, code: str) -> None:
    assert found(require) == [(code, "r")]


@pytest.mark.parametrize(
    "require",
    [
        "authenticated",
        "public",
        "{role: viewer}",
        "{any_of: [{role: admin}, {subject: '{id}'}]}",
        "{all_of: [{role: viewer}, {not: {role: manager}}]}",
        "{any_of: [{role: admin}]}",
    ],
)
def test_what_matters_is_not(require: str) -> None:
    assert found(require) == []


def test_a_part_within_what_is_denied_to_others_counts_as_written() -> None:
    deny = "defaults: {deny: {claim: {suspended: true}}}\n"
    assert found("{any_of: [{role: viewer}, {role: manager}]}", deny) == [("policy-part-idle", "r")]
    assert found("{role: viewer}", deny) == []


def test_parts_of_the_defaults_and_of_named_policies_are_written_for_many() -> None:
    assert found("{role: manager}", "defaults: {require: {role: viewer}}\n") == []
    named = "permissions:\n  roles: {viewer: {}, manager: {inherits: [viewer]}}\n"
    named += "  policies: {staff: {any_of: [{role: viewer}, {role: manager}]}}\n"
    assert found("{policy: staff}", named) == []


def test_what_would_take_too_long_is_said_to_be_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = "{claim: {a: x}}, {claim: {b: x}}, {claim: {c: x}}, {role: manager}"
    require = f"{{any_of: [{{role: viewer}}, {{all_of: [{parts}]}}]}}"
    survey = Survey(plan_of(routes(f"r: {{match: GET /r, to: orders, require: {require}}}")))
    messages = []
    for most in range(1, 30):
        monkeypatch.setattr(verdicts, "MOST_STEPS", most)
        found = list(idle_policies(Verdicts(survey)))
        assert told(found) in ([("policy-undecided", "r")], [("policy-part-idle", "r")])
        messages += [one.message.split(" ")[1] for one in found if one.is_unknown]
    assert sorted(set(messages)) == ["every", "what"]


def test_a_route_that_is_never_reached_is_not_looked_at() -> None:
    line = '{match: "GET /r", to: orders, require: {not: authenticated}}'
    survey = Survey(plan_of(routes(f"one: {line}", f"two: {line}")))
    assert told(idle_policies(Verdicts(survey))) == [("policy-never-allows", "one")]


def test_the_witness_is_refused_or_let_in_as_the_finding_says() -> None:
    line = 'r: {match: "GET /r/{id}", to: orders, require: {any_of: [{subject: "{id}"}, {not: {subject: "{id}"}}]}}'
    survey = Survey(plan_of(routes(line)))
    assert witnesses(idle_policies(Verdicts(survey))) == ["GET http://any.example/r/other1"]
