"""Facts: what was not gathered is not there, and headers are found by their names."""

from domain.permissions.facts import NO_FACTS, Facts


def test_without_facts_there_is_nothing_to_go_by() -> None:
    for nothing in (NO_FACTS, Facts()):
        assert (nothing.parameters, nothing.headers, nothing.named) == ({}, [], {})
        assert (nothing.method, nothing.client, nothing.moment) == ("", "", None)


def test_headers_are_found_by_name_whoever_made_the_table() -> None:
    headers = [(b"x-tenant", b"acme")]
    names = dict(headers)
    assert Facts(headers=headers).named == names
    assert Facts(headers=headers, names=names).named is names
