"""The report that build servers read."""

from xml.etree.ElementTree import fromstring

from application.cases.case import Result
from application.cases.junit import junit
from tests.unit.application.cases.casework import results_of

TEXT = """
cases:
  good: {request: GET /orders, who: viewer, expect: allow}
  "bad <\\e>": {request: GET /orders, expect: allow}
"""


def told(result: Result) -> str:
    return f"why {result.case.name}"


def test_each_case_is_a_test_case_and_a_failed_one_says_why() -> None:
    root = fromstring(junit(results_of(TEXT), told, 1.0))
    (suite,) = root
    assert (root.tag, suite.tag) == ("testsuites", "testsuite")
    counts = {"tests": "2", "failures": "1", "errors": "0", "skipped": "0"}
    assert counts.items() <= suite.attrib.items()
    assert suite.get("name") == "t.cases.yaml"
    good, bad = suite
    assert (good.get("name"), good.get("line"), len(good)) == ("good", "4", 0)
    assert bad.get("name") == "bad <\\x1b>"
    (failure,) = bad
    assert failure.get("message") == "decision: expected allow, got 401 token-missing"
    assert failure.text == "why bad <\\x1b>"


def test_what_could_not_be_decided_is_an_error() -> None:
    request = "{method: GET, url: /orders, headers: {authorization: Bearer a.b.c}}"
    root = fromstring(junit(results_of(f"cases: {{one: {{request: {request}, expect: allow}}}}"), told, 0.0))
    assert root.get("errors") == "1"
    assert [child.tag for child in root[0][0]] == ["error"]
