"""Decisions: ALLOW is one value; a denial never passes for it."""

from domain.message.reason import EXCLUDED
from domain.permissions.decision import ALLOW, Allowed, Denial


def test_there_is_one_way_to_be_allowed() -> None:
    assert list(Allowed) == [ALLOW]


def test_a_denial_is_not_allow() -> None:
    denial: object = Denial(EXCLUDED, "allow")
    assert denial != ALLOW
