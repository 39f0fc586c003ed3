"""Step-up: how somebody signed in, and when; what would suffice is told, and nothing else."""

import pytest

from domain.identity.claims import Claims
from domain.identity.step_up import StepUp
from domain.message.reason import STEP_UP

NOW = 1_000_000.0
STRONG, RECENT = StepUp(acr=("gold", "platinum")), StepUp(max_age=300)
BOTH = StepUp(("gold",), 300)


@pytest.mark.parametrize(
    ("step_up", "claims"),
    [
        (STRONG, {"acr": "gold"}),
        (STRONG, {"acr": "platinum"}),
        (RECENT, {"auth_time": NOW - 299}),
        (RECENT, {"auth_time": NOW + 5}),
        (BOTH, {"acr": "gold", "auth_time": NOW}),
    ],
)
def test_a_sign_in_that_suffices_meets_no_objection(step_up: StepUp, claims: Claims) -> None:
    assert step_up.objection(claims, NOW) is None


@pytest.mark.parametrize("acr", ["silver", "", "GOLD", "gold platinum", None, 1, ["gold"], {}])
def test_a_sign_in_of_another_class_does_not_suffice(acr: object) -> None:
    refusal = STRONG.objection({"acr": acr}, NOW)
    assert refusal is not None
    assert refusal.reason is STEP_UP


@pytest.mark.parametrize("signed_in", [NOW - 300, 0, None, "now", True, float("nan"), 10**400, [NOW]])
def test_a_sign_in_too_long_ago_or_at_no_time_does_not_suffice(signed_in: object) -> None:
    refusal = RECENT.objection({"auth_time": signed_in}, NOW)
    assert refusal is not None
    assert refusal.reason is STEP_UP


@pytest.mark.parametrize("step_up", [STRONG, RECENT, BOTH])
def test_a_token_that_says_nothing_does_not_suffice(step_up: StepUp) -> None:
    assert step_up.objection({}, NOW) is not None


def test_what_would_suffice_is_told() -> None:
    refusal = StepUp(("gold", "platinum"), 300.9).objection({}, NOW)
    assert refusal is not None
    ((name, value),) = refusal.headers
    assert name == b"www-authenticate"
    assert value == (
        b'Bearer realm="limen", error="insufficient_user_authentication", '
        b'error_description="This route needs a stronger or a more recent sign-in.", '
        b'acr_values="gold platinum", max_age="300"'
    )


def test_what_is_not_asked_for_is_not_told() -> None:
    strong, recent = STRONG.objection({}, NOW), RECENT.objection({}, NOW)
    assert strong is not None
    assert recent is not None
    assert (strong.why, recent.why) == (
        "`acr` is not one of the route's",
        "`auth_time` is not there, or too long ago",
    )
    begun = (
        b'Bearer realm="limen", error="insufficient_user_authentication", '
        b'error_description="This route needs a stronger or a more recent sign-in."'
    )
    assert strong.headers == ((b"www-authenticate", begun + b', acr_values="gold platinum"'),)
    assert recent.headers == ((b"www-authenticate", begun + b', max_age="300"'),)


def test_it_prints_as_it_is_read() -> None:
    assert [str(STRONG), str(RECENT)] == ["sign-in: acr gold or platinum", "sign-in: at most 300 s old"]
    assert str(BOTH) == "sign-in: acr gold, at most 300 s old"
