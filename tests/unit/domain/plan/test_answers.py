"""What a route answers by itself compiles: a redirect or a fixed answer, and nothing idle beside it."""

from dataclasses import replace

import pytest

from domain.message.fixed import FixedAnswer
from domain.plan.answers import compile_answer
from domain.routing.redirect import Redirect
from domain.routing.rewrite import Rewrite
from domain.spec.fault import Fault
from domain.spec.place import Text
from domain.spec.route import EditsSpec, MirrorSpec, RedirectSpec, RespondSpec, RewriteSpec, RouteSpec
from domain.spec.upstream import TimeoutSpec
from tests.unit.domain.builders import at, codes, pattern, route, text, texts

BARE = replace(route(), to=None)
HELLO = replace(BARE, respond=RespondSpec(at(), text="hello"))
MOVED = replace(BARE, redirect=RedirectSpec(at()))


def compiled(written: RouteSpec) -> tuple[Redirect | FixedAnswer | None, list[Fault]]:
    faults: list[Fault] = []
    return compile_answer(written, pattern("/orders/{rest*}"), faults, frozenset((b"x-cors",))), faults


def field(name: str, value: str) -> tuple[tuple[Text, str], ...]:
    return ((text(name), value),)


def redirected(spec: RedirectSpec) -> tuple[Redirect | FixedAnswer | None, list[Fault]]:
    return compiled(replace(BARE, redirect=spec))


def responded(spec: RespondSpec) -> tuple[Redirect | FixedAnswer | None, list[Fault]]:
    return compiled(replace(BARE, respond=spec))


def test_a_route_that_forwards_answers_nothing() -> None:
    assert compiled(route()) == (None, [])


def test_a_redirect_has_what_is_written() -> None:
    spec = RedirectSpec(at(), text("https"), text("a.example"), 8443, prefix=text("/new"), status=308)
    expected = Redirect(308, "https", "a.example", 8443, Rewrite((b"new",), 1))
    assert redirected(spec) == (expected, [])


def test_a_redirect_without_anything_is_to_the_same_place_with_302() -> None:
    assert compiled(MOVED) == (Redirect(), [])


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        (RedirectSpec(at(), status=200), "status-unfit"),
        (RedirectSpec(at(), status=304), "status-unfit"),
        (RedirectSpec(at(), scheme=text("ftp")), "scheme-unknown"),
        (RedirectSpec(at(), port=0), "port-malformed"),
        (RedirectSpec(at(), port=65536), "port-malformed"),
        (RedirectSpec(at(), host=text("a.example:80")), "host-malformed"),
        (RedirectSpec(at(), path=text("/{id}")), "rewrite-malformed"),
        (RedirectSpec(at(), path=text("/a"), prefix=text("/b")), "rewrite-repeated"),
    ],
)
def test_a_redirect_that_leads_nowhere_is_a_fault(spec: RedirectSpec, code: str) -> None:
    assert codes(redirected(spec)[1]) == [code]


def test_a_redirect_of_a_broken_path_has_no_further_fault() -> None:
    faults: list[Fault] = []
    assert compile_answer(replace(BARE, redirect=RedirectSpec(at(), path=text("/{id}"))), None, faults) == Redirect()
    assert faults == []


@pytest.mark.parametrize(
    ("spec", "kind", "body"),
    [
        (RespondSpec(at(), json='{"a":1}'), b"application/json", b'{"a":1}'),
        (RespondSpec(at(), text="ü"), b"text/plain; charset=utf-8", "ü".encode()),
        (RespondSpec(at(), text=""), b"text/plain; charset=utf-8", b""),
        (RespondSpec(at()), None, b""),
    ],
)
def test_a_fixed_answer_has_its_body_and_its_type(spec: RespondSpec, kind: bytes | None, body: bytes) -> None:
    answer, faults = responded(spec)
    assert isinstance(answer, FixedAnswer)
    assert (dict(answer.headers).get(b"content-type"), answer.body) == (kind, body)
    assert faults == []


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        (RespondSpec(at(), 101), "status-unfit"),
        (RespondSpec(at(), 600), "status-unfit"),
        (RespondSpec(at(), 204, text="a"), "body-unfit"),
        (RespondSpec(at(), json="1", text="a"), "body-repeated"),
        (RespondSpec(at(), headers=field("content-length", "7")), "header-reserved"),
        (RespondSpec(at(), headers=field("x-cors", "7")), "header-reserved"),
        (RespondSpec(at(), headers=field("x-a", "a\nb")), "header-malformed"),
    ],
)
def test_a_fixed_answer_that_no_client_could_read_is_a_fault(spec: RespondSpec, code: str) -> None:
    assert codes(responded(spec)[1]) == [code]


def test_the_routes_edits_come_after_the_answers_own_headers() -> None:
    written = replace(
        BARE,
        respond=RespondSpec(at(), headers=(*field("x-a", "own"), *field("x-b", "own"))),
        response=EditsSpec(set=field("x-a", "route")),
    )
    answer = compiled(written)[0]
    assert isinstance(answer, FixedAnswer)
    assert answer.headers[1:] == ((b"x-b", b"own"), (b"x-a", b"route"))


def test_a_redirect_takes_headers_from_the_routes_edits_but_no_second_location() -> None:
    answer, _ = compiled(replace(MOVED, response=EditsSpec(add=field("x-a", "1"))))
    assert isinstance(answer, Redirect)
    assert answer.headers == ((b"x-a", b"1"),)
    assert codes(compiled(replace(MOVED, response=EditsSpec(set=field("Location", "/"))))[1]) == ["header-reserved"]


@pytest.mark.parametrize("written", [HELLO, MOVED])
@pytest.mark.parametrize(
    "idle",
    [
        {"rewrite": RewriteSpec(path=text("/a"))},
        {"request": EditsSpec(remove=texts("x-a"))},
        {"timeout": TimeoutSpec(total=1.0)},
        {"mirror": (MirrorSpec(text("orders")),)},
    ],
)
def test_a_key_that_would_do_nothing_is_a_fault(written: RouteSpec, idle: dict[str, object]) -> None:
    [fault] = compiled(replace(written, **idle))[1]  # type: ignore[arg-type]
    assert (fault.code, next(iter(idle)) in fault.message) == ("action-unfit", True)
