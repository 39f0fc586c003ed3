"""The texts that have to be tried."""

from domain.analysis.texts import Texts, grouped
from domain.analysis.variable import SUBJECT, Kind, Scope, Variable
from domain.permissions.claim import ClaimIs
from domain.permissions.client import ClientIn
from domain.permissions.comparison import Comparison, Contains, Equals, Matches, OneOf
from domain.permissions.glob import Glob
from domain.permissions.operand import HeaderValue, Literal, PathParameter
from domain.permissions.policy import ClaimEquals, Policy, SubjectIs

A, B, ID = Variable(Kind.CLAIM, "a"), Variable(Kind.CLAIM, "b"), Variable(Kind.PLACE, "0")


def texts(*atoms: Policy) -> dict[Variable, Texts]:
    return grouped([(atom, (("id", "0"),)) for atom in atoms], Scope())


def of_a(*comparisons: Comparison) -> Texts:
    return texts(*(ClaimIs("a", one) for one in comparisons))[A]


def test_what_it_is_compared_with_and_one_more() -> None:
    found = texts(ClaimEquals("a", "x"), ClaimEquals("a", "y"))[A]
    assert (found.texts, found.numbers, found.flags, found.is_complete) == (("x", "y", "other1"), (), (), True)


def test_numbers_and_truth_values_are_no_texts() -> None:
    found = texts(ClaimEquals("a", 1), ClaimEquals("a", value=True))[A]
    assert found.numbers == (1, 2)
    assert found.flags == (True, False)


def test_what_is_compared_with_each_other_shares_its_texts() -> None:
    found = texts(
        SubjectIs("id"), ClaimIs("a", Equals(PathParameter("id"))), ClaimEquals("a", "7"), ClaimEquals("b", "z")
    )
    assert found[SUBJECT] is found[ID] is found[A]
    assert found[A].texts == ("7", "other1", "other2", "other3")
    assert found[A].numbers == (7, 1)
    assert found[B].texts == ("z", "other1")


def test_the_ways_of_globs_are_among_them() -> None:
    found = of_a(Matches(Glob(("x", ""))), OneOf((Literal("y"),)))
    assert any(text.startswith("x") for text in found.texts)
    assert "y" in found.texts


def test_what_is_asked_for_its_words_may_have_several_and_none() -> None:
    found = of_a(Contains(Literal("x")), Contains(Literal("y")))
    assert {"", "x y"} <= set(found.texts)
    assert found.lists_of == {A: 2}
    assert found.is_complete


def test_too_many_words_are_not_all_tried() -> None:
    assert not of_a(*(Contains(Literal(f"w{number}")) for number in range(9))).is_complete
    assert not of_a(Contains(Literal("x")), Matches(Glob(("x", "")))).is_complete


def test_a_text_of_very_many_digits_is_no_number() -> None:
    found = texts(ClaimEquals("a", "1" * 30), ClaimIs("a", Equals(PathParameter("id"))))[A]
    assert found.numbers == ()


def test_other_atoms_have_no_texts() -> None:
    assert texts(ClientIn(())) == {Variable(Kind.CLIENT): Texts(("other1",), (), (), {}, is_complete=True)}


def test_what_is_said_of_a_place_or_a_header_can_be_what_is_compared_with_it() -> None:
    atoms = [(SubjectIs("id"), (("id", "0"),)), (ClaimIs("a", Equals(HeaderValue(b"x-a"))), ())]
    scope = Scope(places=(("0", ("me",)),), headers=((b"x-a", b"acme"), (b"x-b", b"other")))
    found = grouped(atoms, scope)
    assert found[SUBJECT].texts == ("me", "other1", "other2")
    assert found[A].texts == ("acme", "other1", "other2")
