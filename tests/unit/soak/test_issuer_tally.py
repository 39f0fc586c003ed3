"""What the soak of the issuer's faults calls wrong, waited and bounded."""

import pytest

from tests.e2e.faulty_issuer import Mood
from tests.e2e.shop_tokens import KNOWN, NEW, PUBLIC, UNKNOWN
from tests.e2e.token_callers import Seen
from tests.soak.issuer_phases import LONGEST_WAIT, PHASES, TERMS, Phase
from tests.soak.issuer_tally import HEADS, Tally

RIGHT = [Seen(200, "", 0.01, KNOWN), Seen(200, "", 1.5, NEW), Seen(401, "token-key-unknown", 1.0, UNKNOWN)]
FLOODED = Phase("any", is_flooded=True)


def tally_of(*seen: Seen, phase: Phase = FLOODED) -> Tally:
    tally = Tally(phase)
    for one in (*RIGHT, *seen):
        tally.take(one)
    return tally


def test_right_answers_are_good_also_where_a_new_key_or_an_unknown_one_waited() -> None:
    assert tally_of().is_good()


@pytest.mark.parametrize(
    "seen",
    [
        Seen(401, "token-key-unknown", 0.01, KNOWN),
        Seen(503, "keys-unavailable", 0.01, NEW),
        Seen(0, "reset", 0.01, KNOWN),
        Seen(200, "", 0.01, UNKNOWN),
        Seen(500, "gateway-fault", 0.01, UNKNOWN),
    ],
)
def test_any_other_answer_is_wrong(seen: Seen) -> None:
    tally = tally_of(seen)
    assert tally.wrong().total() == 1
    assert not tally.is_good()


def test_a_known_key_must_not_wait() -> None:
    tally = tally_of(Seen(200, "", 0.8, KNOWN))
    assert tally.waited() == 1
    assert not tally.is_good()


def test_what_takes_as_long_without_a_token_is_no_waiting_for_the_issuer() -> None:
    assert tally_of(Seen(200, "", 0.8, KNOWN), Seen(200, "", 0.7, PUBLIC)).is_good()
    assert not tally_of(Seen(200, "", 1.5, KNOWN), Seen(200, "", 0.7, PUBLIC)).is_good()


def test_more_fetches_than_the_bound_or_two_at_once_are_not_good() -> None:
    many, together = tally_of(), tally_of()
    many.fetches, together.most_at_once = FLOODED.most_fetches() + 1, 2
    assert not many.is_good()
    assert not together.is_good()


def test_a_phase_in_which_nobody_asked_proves_nothing() -> None:
    assert not Tally(FLOODED).is_good()


def test_keys_too_old_are_refused_as_expected() -> None:
    refused = Seen(503, "keys-unavailable", 0.01, KNOWN)
    tally = Tally(Phase("old", Mood.STOPPED, expected=(503, "keys-unavailable")))
    tally.take(refused)
    assert tally.is_good()


def test_no_phase_but_the_one_that_means_to_outlasts_the_keys() -> None:
    lasting = [phase for phase in PHASES if phase.expected[0] == 200 and phase.mood is not Mood.WELL]
    assert all(phase.wait + phase.seconds + LONGEST_WAIT < TERMS.stale_for for phase in lasting)


def test_an_invented_key_must_not_hold_its_sender_for_longer_than_two_fetches() -> None:
    assert not tally_of(Seen(401, "token-key-unknown", LONGEST_WAIT + 1, UNKNOWN)).is_good()


def test_every_column_has_a_head() -> None:
    assert len(tally_of().row()) == len(HEADS)
