"""What each variable is tried with."""

from ipaddress import ip_network

from domain.analysis.values import HUGE, OF_NO_KIND, Values, values_of
from domain.analysis.variable import CLIENT, METHOD, MOMENT, SUBJECT, Kind, Scope, Variable
from domain.permissions.claim import ClaimIs
from domain.permissions.client import ClientIn
from domain.permissions.comparison import Contains, Equals
from domain.permissions.header import HeaderIs, HeaderPresent
from domain.permissions.hours import Hours
from domain.permissions.operand import HeaderValue, Literal, PathParameter
from domain.permissions.policy import ClaimEquals, Policy, SubjectIs

A, ID, REST, STAGE = (
    Variable(Kind.CLAIM, "a"),
    Variable(Kind.PLACE, "0"),
    Variable(Kind.PLACE, "1*"),
    Variable(Kind.HEADER, "x-stage"),
)


def values(*atoms: Policy, of: Variable, scope: Scope = Scope()) -> tuple[object, ...]:  # noqa: B008  a value
    return found(*atoms, of=of, scope=scope).of[of]


def found(*atoms: Policy, of: Variable, scope: Scope = Scope()) -> Values:  # noqa: B008  a value
    return values_of([(atom, (("id", "0"), ("rest", "1*"))) for atom in atoms], [of], scope)


def test_a_role_is_held_or_not() -> None:
    assert values(of=Variable(Kind.ROLE, "admin")) == (True, False)


def test_a_claim_may_be_one_thing_or_another_or_absent_or_of_another_kind() -> None:
    assert values(ClaimEquals("a", "x"), of=A) == ("x", "other1", None, OF_NO_KIND)
    assert values(ClaimEquals("a", 3), of=A) == ("3", "other1", 3, 1, HUGE, None, OF_NO_KIND)


def test_a_claim_that_is_always_a_text_is_no_other_kind() -> None:
    scope = Scope(text_claims=frozenset(("a",)))
    assert values(ClaimEquals("a", "x"), of=A, scope=scope) == ("x", "other1", None)


def test_a_list_holds_what_is_asked_to_be_in_it_and_perhaps_what_is_not_comparable() -> None:
    tried = [one for one in values(ClaimIs("a", Contains(Literal("x"))), of=A) if isinstance(one, list)]
    assert all(one in tried for one in ([], ["x"], [OF_NO_KIND], ["x", OF_NO_KIND]))


def test_a_header_is_absent_or_comes_once_or_twice() -> None:
    tried = values(HeaderIs(b"x-stage", Equals(Literal("beta"))), of=STAGE)
    assert tried == (
        ((b"x-stage", b"beta"),),
        ((b"x-stage", b"other1"),),
        (),
        ((b"x-stage", b"one"), (b"x-stage", b"two")),
    )


def test_a_header_has_every_spelling_that_is_asked_about() -> None:
    tried = values(HeaderPresent(b"x_stage", wanted=True), HeaderPresent(b"x-stage", wanted=True), of=STAGE)
    assert tried[:2] == (((b"x-stage", b"other1"),), ((b"x_stage", b"other1"),))


def test_a_header_that_the_call_has_anyway_stays_as_it_is() -> None:
    scope = Scope(headers=((b"x-stage", b"beta"),))
    assert values(HeaderPresent(b"x-stage", wanted=True), of=STAGE, scope=scope) == (((b"x-stage", b"beta"),),)


def test_headers_that_the_gateway_reads_itself_leave_doubt() -> None:
    compared = ClaimIs("a", Equals(HeaderValue(b"cookie")))
    assert not found(compared, of=Variable(Kind.HEADER, "cookie")).is_complete


def test_a_place_has_a_text_that_is_not_empty_unless_it_takes_the_rest() -> None:
    comparison = ClaimEquals("a", "")
    assert "" not in values(comparison, ClaimIs("a", Equals(PathParameter("id"))), of=ID)
    assert "" in values(comparison, ClaimIs("a", Equals(PathParameter("rest"))), of=REST)
    assert values(SubjectIs("id"), of=ID, scope=Scope(places=(("0", ("me",)),))) == ("me",)
    assert "" not in values(ClaimEquals("sub", ""), of=SUBJECT, scope=Scope(subject_claim="sub"))


def test_circumstances_are_those_that_policies_tell_apart() -> None:
    inside = ClientIn((ip_network("10.0.0.0/8"),))
    assert "10.0.0.1" in values(inside, of=CLIENT)
    assert values(inside, of=CLIENT, scope=Scope(clients_may_be_unknown=True))[-1] == "unknown"
    assert len(values(Hours(0, 60), of=MOMENT)) == 2
    assert values(of=METHOD, scope=Scope(methods=("GET", "PUT"))) == ("GET", "PUT")


def test_a_header_that_the_call_must_not_have_is_never_chosen() -> None:
    scope = Scope(absent=frozenset((b"x-stage",)))
    assert values(HeaderPresent(b"x-stage", wanted=True), of=STAGE, scope=scope) == ((),)
