"""Header edits compile to drops and additions; names that are the gateway's, and values that break out, are faults."""

import pytest

from domain.message.edits import NO_EDITS, Edits
from domain.plan.edits import compile_edits
from domain.spec.fault import Fault
from domain.spec.place import Text
from domain.spec.route import EditsSpec
from tests.unit.domain.builders import codes, text, texts


def field(name: str, value: str = "1") -> tuple[tuple[Text, str], ...]:
    return ((text(name), value),)


def compiled(spec: EditsSpec, *, of_a_request: bool = True) -> tuple[Edits, list[Fault]]:
    faults: list[Fault] = []
    return compile_edits(spec, faults, of_a_request=of_a_request, also_owned=frozenset((b"location",))), faults


def test_set_drops_and_adds_add_adds_and_remove_drops() -> None:
    spec = EditsSpec(set=field("X-Set", "a"), add=field("X-Add", "b"), remove=texts("X-Gone"))
    expected = Edits(frozenset((b"x-set", b"x-gone")), ((b"x-set", b"a"), (b"x-add", b"b")))
    assert compiled(spec) == (expected, [])


def test_nothing_written_is_no_edits() -> None:
    assert compiled(EditsSpec()) == (NO_EDITS, [])


def test_a_name_may_be_set_and_added_to() -> None:
    assert compiled(EditsSpec(set=field("x-a"), add=field("X-A")))[1] == []


@pytest.mark.parametrize(
    "name", ["host", "Connection", "content-length", "X-Forwarded-For", "x-request-id", "location"]
)
@pytest.mark.parametrize("kind", ["set", "add", "remove"])
def test_what_the_gateway_says_itself_cannot_be_edited(name: str, kind: str) -> None:
    spec = {
        "set": EditsSpec(set=field(name)),
        "add": EditsSpec(add=field(name)),
        "remove": EditsSpec(remove=texts(name)),
    }
    assert codes(compiled(spec[kind])[1]) == ["header-reserved"]


def test_what_is_a_requests_alone_may_be_edited_in_an_answer() -> None:
    assert compiled(EditsSpec(set=field("x-forwarded-for")), of_a_request=False)[1] == []


@pytest.mark.parametrize("name", ["", "a b", "a:", "x\n", "ü"])
def test_what_is_no_name_is_a_fault(name: str) -> None:
    assert codes(compiled(EditsSpec(remove=texts(name)))[1]) == ["header-malformed"]


@pytest.mark.parametrize("value", ["a\r\nset-cookie: b", " a", "a\0"])
def test_a_value_that_would_break_out_of_its_line_is_a_fault(value: str) -> None:
    assert codes(compiled(EditsSpec(add=field("x-a", value)))[1]) == ["header-malformed"]


def test_a_name_that_is_set_or_removed_twice_is_a_fault() -> None:
    assert codes(compiled(EditsSpec(set=field("x-a"), remove=texts("X-A")))[1]) == ["header-repeated"]
