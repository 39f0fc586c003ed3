"""What an upstream is told of the caller."""

import pytest

from domain.identity.introduction import Introduction, Item, Told
from domain.identity.principal import Principal

ADA = Principal(
    "ada",
    frozenset({"viewer", "manager"}),
    frozenset({"orders:read"}),
    {
        "tenant": "acme",
        "level": 3,
        "staff": True,
        "guest": False,
        "teams": ["a,b", "c"],
        "flags": [False, 0, "", True, None, ["x"]],
        "address": {"city": "x"},
    },
    tenant="acme",
)


def told(what: Told, claim: str = "", principal: Principal = ADA) -> bytes | None:
    fields = Introduction(items=(Item(b"x-it", what, claim),)).fields(principal)
    return dict(fields).get(b"x-it")


@pytest.mark.parametrize(
    ("what", "claim", "value"),
    [
        (Told.SUBJECT, "", b"ada"),
        (Told.ROLES, "", b"manager,viewer"),
        (Told.PERMISSIONS, "", b"orders:read"),
        (Told.TENANT, "", b"acme"),
        (Told.CLAIM, "tenant", b"acme"),
        (Told.CLAIM, "level", b"3"),
        (Told.CLAIM, "staff", b"true"),
        (Told.CLAIM, "guest", b"false"),
        (Told.CLAIM, "flags", b"false,0,,true"),
        (Told.CLAIM, "teams", b"a%2Cb,c"),
        (Told.CLAIM, "address.city", b"x"),
        (Told.CLAIM, "address", None),
        (Told.CLAIM, "nothing", None),
    ],
)
def test_each_item_is_one_field_and_what_is_not_there_is_not_told(what: Told, claim: str, value: bytes | None) -> None:
    assert told(what, claim) == value


@pytest.mark.parametrize(
    ("subject", "value"),
    [("a\r\nx-role: admin", b"a%0D%0Ax-role: admin"), ("zoë", b"zo%C3%AB"), ("100%", b"100%25"), ("a,b", b"a%2Cb")],
)
def test_no_claim_can_break_a_header(subject: str, value: bytes) -> None:
    assert told(Told.SUBJECT, principal=Principal(subject)) == value


def test_what_is_visible_is_told_as_it_is_but_for_what_frames_a_list_or_a_text() -> None:
    for code in range(0x20, 0x7F):
        encoded = f"%{code:02X}" if chr(code) in '%,"\\' else chr(code)
        assert told(Told.SUBJECT, principal=Principal(f"a{chr(code)}a")) == f"a{encoded}a".encode()


def test_the_token_travels_on_unless_it_is_said_otherwise() -> None:
    assert Introduction().passes_token is True


def test_a_lone_surrogate_does_no_harm() -> None:
    assert told(Told.SUBJECT, principal=Principal("a\ud800")) == b"a?"


def test_who_has_no_tenant_is_told_without_one() -> None:
    assert told(Told.TENANT, principal=Principal("ada")) is None


def test_nobody_is_introduced_without_items() -> None:
    assert Introduction().fields(ADA) == ()
