"""Requirements: each begins somewhere."""

import pytest

from domain.spec.comparison import Present
from domain.spec.place import Place, Text
from domain.spec.requirement import (
    AllOf,
    AnyOf,
    Authenticated,
    Claim,
    Client,
    Header,
    Named,
    Not,
    Permission,
    Public,
    Requirement,
    Role,
    Subject,
    Time,
    place_of,
)

AT = Place("gateway.yaml", 3, 7)
WORD = Text("a", AT)


@pytest.mark.parametrize(
    "requirement",
    [
        Public(AT),
        Authenticated(AT),
        Role(WORD),
        Permission(WORD),
        Subject(WORD),
        Claim(WORD, Present(True)),
        Header(WORD, Present(True)),
        Client((WORD,)),
        Time(AT),
        Named(WORD),
        AnyOf(AT, ()),
        AllOf(AT, ()),
        Not(AT, Public(AT)),
    ],
)
def test_every_requirement_has_its_place(requirement: Requirement) -> None:
    assert place_of(requirement) == AT


def test_no_network_is_written_nowhere() -> None:
    assert place_of(Client(())) is None
