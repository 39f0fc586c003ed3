"""Role names: theirs become ours, and what is not named is not had."""

from domain.identity.names import Names

NAMES = {"realm-admin": frozenset({"admin"}), "staff": frozenset({"viewer", "auditor"})}
ALL = frozenset({"realm-admin", "staff", "manager"})


def test_what_is_not_named_is_dropped() -> None:
    assert Names(NAMES).translated(ALL) == {"admin", "viewer", "auditor"}


def test_what_is_not_named_is_kept_where_the_configuration_says_so() -> None:
    assert Names(NAMES, keeps_others=True).translated(ALL) == {"admin", "viewer", "auditor", "manager"}


def test_a_name_that_is_mapped_is_not_kept_beside_ours() -> None:
    assert Names({"admin": frozenset({"viewer"})}, keeps_others=True).translated(frozenset({"admin"})) == {"viewer"}


def test_nothing_becomes_nothing() -> None:
    assert Names(NAMES).translated(frozenset()) == frozenset()


def test_there_is_a_way_back_for_who_makes_tokens() -> None:
    assert [Names(NAMES).theirs(role) for role in ("admin", "auditor", "guest")] == [
        "realm-admin",
        "staff",
        "guest",
    ]
