"""From values of variables to a caller and a call."""

from domain.analysis.call import SOMEBODY, call_of
from domain.analysis.variable import CLIENT, METHOD, MOMENT, SUBJECT, Kind, Scope, Variable
from domain.identity.principal import NOBODY, Principal


def test_where_nothing_was_chosen_the_scope_says_it() -> None:
    call = call_of((), Scope(methods=("PUT",), headers=((b"host", b"a"),), moment=5.0))
    assert call.principal == Principal(SOMEBODY)
    assert (call.method, call.headers, call.client, call.moment) == ("PUT", ((b"host", b"a"),), "127.0.0.1", 5.0)


def test_what_was_chosen_is_so() -> None:
    chosen = (
        (Variable(Kind.ROLE, "admin"), True),
        (Variable(Kind.ROLE, "viewer"), False),
        (Variable(Kind.STATED, "a:b"), True),
        (Variable(Kind.CLAIM, "a.b"), 1),
        (Variable(Kind.CLAIM, "c"), None),
        (Variable(Kind.HEADER, "x-a"), ((b"x-a", b"1"),)),
        (Variable(Kind.HEADER, "x-b"), ()),
        (Variable(Kind.PLACE, "1"), "ada"),
        (SUBJECT, "ada"),
        (CLIENT, "10.0.0.1"),
        (MOMENT, 7.0),
        (METHOD, "GET"),
    )
    call = call_of(chosen, Scope(headers=((b"host", b"a"), (b"x-a", b"1")), subject_claim="sub"))
    assert call.principal == Principal("ada", frozenset(("admin",)), frozenset(("a:b",)), {"a.b": 1, "sub": "ada"})
    assert call.headers == ((b"host", b"a"), (b"x-a", b"1"))
    facts = call.facts((("who", "1"), ("other", "2")))
    assert (facts.parameters, facts.method, facts.client, facts.moment) == ({"who": "ada"}, "GET", "10.0.0.1", 7.0)


def test_on_a_public_route_nobody_calls() -> None:
    assert call_of((), Scope(is_anybody=True)).principal == NOBODY
