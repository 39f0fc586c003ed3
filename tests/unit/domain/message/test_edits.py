"""Header edits: names to drop, fields to add; two after each other are one."""

import pytest

from domain.message.edits import NO_EDITS, Edits, is_field_name, is_field_value, is_the_gateways

SET_A = Edits(frozenset((b"x-a",)), ((b"x-a", b"1"),))
ADD_B = Edits(frozenset(), ((b"x-b", b"2"),))


def test_edits_after_edits_are_one_list_of_drops_and_one_of_additions() -> None:
    assert SET_A.then(ADD_B) == Edits(frozenset((b"x-a",)), ((b"x-a", b"1"), (b"x-b", b"2")))


def test_what_is_dropped_later_is_not_added_earlier() -> None:
    assert ADD_B.then(Edits(frozenset((b"x-b",)))) == Edits(frozenset((b"x-b",)))


def test_no_edits_change_nothing() -> None:
    assert SET_A.then(NO_EDITS) == NO_EDITS.then(SET_A) == SET_A


@pytest.mark.parametrize("name", [b"", b"X-A", b"x a", b"x:a", b"x\r\na", "ü".encode()])
def test_a_name_is_a_token_in_lower_case(name: bytes) -> None:
    assert is_field_name(b"x-a1_.~") is True
    assert is_field_name(name) is False


@pytest.mark.parametrize("value", [b" a", b"a ", b"\ta", b"a\r\nx-b: c", b"a\nb", b"a\0", b"\x7f", b"\x1b[0m"])
def test_a_value_with_a_control_byte_or_blanks_at_its_ends_cannot_stand_in_a_header(value: bytes) -> None:
    assert is_field_value(value) is False


@pytest.mark.parametrize("value", [b"", b"a", b"a b\tc", "ü".encode()])
def test_any_other_value_can(value: bytes) -> None:
    assert is_field_value(value) is True


@pytest.mark.parametrize(
    "name", [b"connection", b"te", b"transfer-encoding", b"content-length", b"host", b"x-request-id"]
)
def test_hop_by_hop_and_framing_fields_are_the_gateways_both_ways(name: bytes) -> None:
    assert is_the_gateways(name, of_a_request=True)
    assert is_the_gateways(name, of_a_request=False)


@pytest.mark.parametrize("name", [b"expect", b"forwarded", b"x-forwarded-for", b"x-forwarded-port"])
def test_what_a_request_says_of_earlier_hops_is_the_gateways(name: bytes) -> None:
    assert is_the_gateways(name, of_a_request=True)
    assert not is_the_gateways(name, of_a_request=False)


def test_any_other_field_is_the_routes() -> None:
    assert not is_the_gateways(b"authorization", of_a_request=True)
