"""Facts: what was not gathered is not there, and headers are found by their names."""

from domain.permissions.facts import NO_FACTS, Facts


def test_without_facts_there_is_nothing_to_go_by() -> None:
    assert (NO_FACTS.parameters, NO_FACTS.headers, NO_FACTS.named) == ({}, [], {})
    assert (NO_FACTS.method, NO_FACTS.client, NO_FACTS.moment) == ("", "", None)


def test_headers_are_found_by_name_whoever_made_the_table() -> None:
    headers = [(b"x-tenant", b"acme")]
    names = dict(headers)
    assert Facts(headers=headers).named == names
    assert Facts(headers=headers, names=names).named is names
