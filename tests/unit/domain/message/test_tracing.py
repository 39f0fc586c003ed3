"""The rules of W3C Trace Context for one who passes it on, each from the specification's own words."""

import pytest

from domain.message.headers import Headers
from domain.message.tracing import trace_context

PARENT = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def passed(parent: bytes | None, *states: bytes) -> Headers:
    parents = [] if parent is None else [(b"traceparent", parent)]
    return trace_context([*parents, *((b"tracestate", state) for state in states)])


def state_of(*states: bytes) -> bytes | None:
    return dict(passed(PARENT, *states)).get(b"tracestate")


@pytest.mark.parametrize(
    "parent",
    [
        PARENT,
        PARENT[:-2] + b"00",
        PARENT[:-2] + b"ff",  # unknown flags are passed on
        b"01" + PARENT[2:],
        b"cc" + PARENT[2:],
        b"cc" + PARENT[2:] + b"-what-the-future-will-be-like",
    ],
)
def test_a_valid_parent_is_passed_on_unchanged(parent: bytes) -> None:
    assert passed(parent) == [(b"traceparent", parent)]


@pytest.mark.parametrize(
    "parent",
    [
        b"",
        b"00",
        PARENT.upper(),
        b"ff" + PARENT[2:],
        PARENT + b"-more",
        PARENT + b".",
        b"cc" + PARENT[2:] + b".more",
        b"0" + PARENT[2:],
        PARENT.replace(b"4bf92f3577b34da6a3ce929d0e0e4736", b"0" * 32),
        PARENT.replace(b"00f067aa0ba902b7", b"0" * 16),
        PARENT.replace(b"00f067aa0ba902b7", b"00f067aa0ba902b"),
        PARENT.replace(b"4bf9", b"zbf9"),
        PARENT.replace(b"-01", b"-1"),
        PARENT.replace(b"-", b"_"),
        b"00 " + PARENT[2:],
    ],
)
def test_an_invalid_parent_is_dropped_with_its_state(parent: bytes) -> None:
    assert passed(parent, b"a=1") == []


def test_two_parents_are_none() -> None:
    assert trace_context([(b"traceparent", PARENT), (b"traceparent", PARENT)]) == []


def test_a_state_without_a_parent_is_dropped() -> None:
    assert passed(None, b"a=1") == []


def test_white_space_around_a_parent_does_not_belong_to_it() -> None:
    assert passed(b" \t" + PARENT + b" ") == [(b"traceparent", PARENT)]


@pytest.mark.parametrize(
    "state",
    [
        b"rojo=00f067aa0ba902b7,congo=t61rcWkgMzE",
        b"fw529a3039@dt=FfAxx0fGeG,rojo=1",
        b"a=b c",
        b"a=b:c;d!#$",
        b"a-b_c*d/e=1",
        b"0t@v=1",
        b"k" * 256 + b"=" + b"v" * 256,
    ],
)
def test_a_valid_state_keeps_its_members_and_their_order(state: bytes) -> None:
    assert state_of(state) == state


def test_several_fields_are_one_list_in_their_order() -> None:
    assert state_of(b"a=1, b=2", b"c=3") == b"a=1,b=2,c=3"


def test_empty_members_are_allowed_and_mean_nothing() -> None:
    assert state_of(b"a=1,,b=2, ", b"") == b"a=1,b=2"


@pytest.mark.parametrize(
    "state",
    [
        b"a",
        b"a=",
        b"=1",
        b"A=1",
        b"a=1=2",
        b"a=\xc3\xa9",
        b"a =1",
        b"0=1",
        b"a@=1",
        b"a@b@c=1",
        b"a=1,a=2",
        b"k" * 257 + b"=1",
        b"a=" + b"v" * 257,
        b",".join(b"k%d=1" % number for number in range(33)),
    ],
)
def test_an_invalid_state_goes_alone(state: bytes) -> None:
    assert passed(PARENT, state) == [(b"traceparent", PARENT)]


def test_thirty_two_members_are_allowed() -> None:
    state = b",".join(b"k%d=1" % number for number in range(32))
    assert state_of(state) == state
