"""Request ids: enough of them, all different, all well formed."""

import re

from adapters.ids.urandom_ids import AHEAD, UrandomIds


def test_no_two_ids_are_alike_beyond_what_is_read_ahead_too() -> None:
    draw = UrandomIds()
    drawn = [draw() for _ in range(3 * AHEAD)]
    assert len(set(drawn)) == 3 * AHEAD
    assert all(re.fullmatch("[0-9a-f]{24}", one) for one in drawn)
