"""Files of cases: short and long forms, tables, placeholders; and every fault with its place."""

from pathlib import Path

import pytest

from adapters.config.yaml_cases import YamlCaseSource
from application.cases.written import ANONYMOUS, CaseSpec, Ending
from application.ports.cases import CasesRead


def read(tmp_path: Path, text: str) -> CasesRead:
    (tmp_path / "a.cases.yaml").write_text(text)
    return YamlCaseSource(tmp_path / "gateway.yaml").read()


def specs(tmp_path: Path, text: str) -> tuple[CaseSpec, ...]:
    found = read(tmp_path, f"version: 1\n{text}")
    assert found.faults == ()
    return found.specs


def faults(tmp_path: Path, text: str) -> list[str]:
    return [f"{one.at.line}:{one.at.column} {one.code}" for one in read(tmp_path, text).faults]


def test_a_short_case_and_a_long_one_say_the_same(tmp_path: Path) -> None:
    short, long = specs(
        tmp_path,
        """
cases:
  short: {request: GET /orders, who: viewer, expect: allow}
  long: {request: {method: GET, url: /orders, headers: {X-A: b}, peer: 10.0.0.1}, who: {role: viewer},
    expect: {decision: allow}, at: "1970-01-01T00:01:00Z"}
""",
    )
    assert (short.request.method.text, short.request.url.text, short.request.url.at.column) == ("GET", "/orders", 24)
    assert (long.request.headers, long.request.peer, long.moment) == ((("x-a", "b"),), "10.0.0.1", 60.0)
    for one in (short, long):
        assert [role.text for role in one.who.roles] == ["viewer"]
        assert one.expect.ending is Ending.ALLOW


def test_a_word_is_a_caller_of_the_file_before_it_is_a_role(tmp_path: Path) -> None:
    text = """
callers: {ann: {role: viewer, subject: ann}, boss: manager}
tables:
  t: {who: [anonymous, ann, boss, admin, {subject: eve}], expect: {GET /x: [401, allow, ~, deny, 403]}}
"""
    found = specs(tmp_path, text)
    assert [one.name for one in found] == [
        "t [GET /x, anonymous]",
        "t [GET /x, ann]",
        "t [GET /x, admin]",
        "t [GET /x, caller 5]",
    ]
    assert found[0].who is ANONYMOUS
    assert (found[1].who.subject, [role.text for role in found[2].who.roles]) == ("ann", ["admin"])
    assert [one.at.column for one in found] == [77, 82, 92, 98]


def test_for_each_makes_a_case_of_every_combination(tmp_path: Path) -> None:
    text = """
cases:
  both:
    for_each: {who: [viewer, manager], order: [1, 2], status: [401]}
    request: GET /orders/<order>
    who: {role: <who>}
    expect: {status: <status>, headers: {x-<who>: "<order>"}}
tables:
  t:
    for_each: {path: [/a, /b]}
    who: [anonymous]
    expect: {GET <path>: [allow]}
"""
    found = specs(tmp_path, text)
    assert [one.name for one in found] == [
        "both [who=viewer, order=1, status=401]",
        "both [who=viewer, order=2, status=401]",
        "both [who=manager, order=1, status=401]",
        "both [who=manager, order=2, status=401]",
        "t [path=/a, GET /a, anonymous]",
        "t [path=/b, GET /b, anonymous]",
    ]
    assert (found[3].request.url.text, found[3].expect.status) == ("/orders/2", 401)
    assert found[3].expect.headers == (("x-manager", "2"),)


def test_text_that_was_put_in_is_not_read_again(tmp_path: Path) -> None:
    text = 'cases: {c: {for_each: {a: ["<b>"], b: [x]}, request: "GET /<a>", expect: allow}}'
    (found,) = specs(tmp_path, text)
    assert found.request.url.text == "/<b>"


def test_without_for_each_an_angle_bracket_is_text(tmp_path: Path) -> None:
    (found,) = specs(tmp_path, 'cases: {c: {request: "GET /<a>", expect: allow}}')
    assert found.request.url.text == "/<a>"


def test_the_moment_of_the_file_is_that_of_every_case_that_says_none(tmp_path: Path) -> None:
    text = 'at: "1970-01-01T00:00:01Z"\ncases: {a: {request: GET /, expect: allow}}'
    assert [one.moment for one in specs(tmp_path, text)] == [1.0]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("a: {request: GET /x, expect: alow}", "3:32 expectation-malformed"),
        ("a: {request: GET /x, expect: 99}", "3:32 expectation-malformed"),
        ("a: {request: GET /x, expect: {decision: 401}}", "3:43 expectation-malformed"),
        ("a: {request: GET /x, expect: {status: ok}}", "3:41 status-malformed"),
        ("a: {request: GET /x, expect: {}}", "3:32 expectation-empty"),
        ("a: {request: GET /x, expect: {stats: 401}}", "3:33 key-unknown"),
        ("a: {request: GET /x}", "3:6 key-missing"),
        ("a: {request: GET, expect: allow}", "3:16 request-unreadable"),
        ("a: {request: GET /x, whom: b, expect: allow}", "3:24 key-unknown"),
        ("a: {request: GET /x, who: {}, expect: allow}", "3:29 caller-malformed"),
        ("a: {request: GET /x, who: {role: b, key: c}, expect: allow}", "3:29 caller-malformed"),
        ("a: {request: GET /x, who: {role: b, token: {}}, expect: allow}", "3:29 caller-malformed"),
        ("a: {for_each: {b: [c]}, request: GET /<d>, expect: allow}", "3:36 placeholder-unknown"),
        ("a: {for_each: {b: []}, request: GET /<b>, expect: allow}", "3:18 list-empty"),
        ("a: {for_each: [b], request: GET /<b>, expect: allow}", "3:17 type-wrong"),
        ("a: [b]", "3:6 type-wrong"),
    ],
)
def test_every_fault_has_its_place(tmp_path: Path, line: str, fault: str) -> None:
    assert faults(tmp_path, f"version: 1\ncases:\n  {line}\n") == [fault]


def test_a_row_has_a_cell_for_each_caller(tmp_path: Path) -> None:
    text = "version: 1\ntables:\n  t: {who: [a, b], expect: {GET /x: [allow]}}\n"
    assert faults(tmp_path, text) == ["3:37 cells-uneven"]


def test_more_cases_than_anybody_meant_are_a_fault(tmp_path: Path) -> None:
    many = ", ".join(f"v{number}" for number in range(400))
    text = f"version: 1\ncases: {{a: {{for_each: {{b: [{many}], c: [{many}]}}, request: GET /, expect: allow}}}}\n"
    assert faults(tmp_path, text) == ["2:23 cases-many"]


def test_cases_beside_a_configuration_are_found_in_order_of_name(tmp_path: Path) -> None:
    for name in ("b.cases.yaml", "a.cases.yml", "c.yaml", ".d.cases.yaml"):
        (tmp_path / name).write_text("version: 1\n")
    names = [str(tmp_path / name) for name in ("a.cases.yml", "b.cases.yaml")]
    assert list(YamlCaseSource(tmp_path / "gateway.yaml").read().files) == names
    assert list(YamlCaseSource(tmp_path).read().files) == names
    assert list(YamlCaseSource(tmp_path, (tmp_path / "c.yaml",)).read().files) == [str(tmp_path / "c.yaml")]
    assert YamlCaseSource(tmp_path / "nowhere" / "gateway.yaml").read() == CasesRead((), ())


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    source = YamlCaseSource(tmp_path, (tmp_path / "no.yaml",))
    assert [one.code for one in source.read().faults] == ["file-missing"]


def test_a_look_changes_with_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.cases.yaml").write_text("version: 1\n")
    source = YamlCaseSource(tmp_path / "gateway.yaml")
    before = source.look()
    assert source.look() == before
    (tmp_path / "b.cases.yaml").write_text("version: 1\n")
    assert source.look() != before


def test_a_body_is_a_text_as_it_stands_or_json_that_says_so(tmp_path: Path) -> None:
    found = specs(
        tmp_path,
        """
cases:
  none: {request: POST /x, expect: allow}
  text: {request: POST /x, body: a=b, expect: allow}
  json: {request: POST /x, body: {a: [1, true, ~]}, expect: allow}
  own: {request: {method: POST, url: /x, headers: {Content-Type: application/merge-patch+json}}, body: 7, expect: allow}
""",
    )
    assert [(one.request.body, one.request.headers) for one in found] == [
        (None, ()),
        (b"a=b", ()),
        (b'{"a":[1,true,null]}', (("content-type", "application/json"),)),
        (b"7", (("content-type", "application/merge-patch+json"),)),
    ]
