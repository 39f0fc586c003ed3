"""Why a part is missing, and what a caller is told of it."""

import pytest

from domain.composition.trouble import Trouble, trouble_of
from domain.message.reason import PART_NOT_JSON


@pytest.mark.parametrize(
    ("status", "reason", "ours"),
    [
        (401, "part-unauthenticated", 401), (403, "part-forbidden", 403), (404, "part-not-found", 404),
        (410, "part-not-found", 404), (429, "part-throttled", 429), (503, "part-unavailable", 503),
        (400, "part-failed", 502), (422, "part-failed", 502), (500, "part-failed", 502), (504, "part-failed", 502),
        (301, "part-failed", 502), (304, "part-failed", 502),
    ],
)  # fmt: skip
def test_what_is_said_of_the_caller_keeps_its_status_and_the_rest_is_the_upstreams_failure(
    status: int, reason: str, ours: int
) -> None:
    trouble = trouble_of("orders", status, [])
    assert (trouble.reason.name, trouble.reason.status) == (reason, ours)
    assert trouble.told() == {"part": "orders", "status": ours, "reason": reason}


def test_what_a_status_needs_goes_with_it() -> None:
    assert trouble_of("a", 401, [(b"www-authenticate", b"DPoP")]).headers == ((b"www-authenticate", b"DPoP"),)
    assert trouble_of("a", 401, []).headers == ((b"www-authenticate", b"Bearer"),)
    assert trouble_of("a", 429, [(b"retry-after", b"30")]).headers == ((b"retry-after", b"30"),)
    assert trouble_of("a", 503, []).headers == ((b"retry-after", b"1"),)
    assert trouble_of("a", 404, [(b"retry-after", b"30")]).headers == ()


def test_the_refusal_of_a_required_part_names_it() -> None:
    refusal = Trouble("orders", PART_NOT_JSON, "nonsense").refusal()
    assert (refusal.reason, refusal.why, refusal.members) == (
        PART_NOT_JSON,
        "part orders: nonsense",
        {"part": "orders"},
    )
    assert Trouble("orders", PART_NOT_JSON).refusal().why == "part orders: part-not-json"
