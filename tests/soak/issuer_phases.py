"""What the issuer does in the soak of its faults, in which order, and what must come of each: plain values.

A failing issuer is followed by a spell in which it is well, so that each phase begins with young keys, save the last
but one, in which they are older than they are served.
"""

from dataclasses import dataclass

from adapters.keys.limits import LONGEST
from application.identity.keyring import KeyringTerms
from tests.e2e.faulty_issuer import Mood

# Keys are refreshed every two seconds, and served for twenty-eight more while that fails.
TERMS = KeyringTerms(refresh_after=2.0, stale_for=28.0, cooldown=2.0, respite=1.0)
LONGEST_WAIT = 2 * LONGEST + 1.0  # seconds: for the fetch in flight, and for one that began after the token came
RECOVERY = 7.0  # seconds of little load in which a fetch that hangs is given up, and another succeeds
TOO_OLD = TERMS.refresh_after + TERMS.stale_for + 1.0


@dataclass(frozen=True, slots=True)
class Phase:
    name: str
    mood: Mood = Mood.WELL
    seconds: float = 10.0
    is_flooded: bool = False
    rotates: bool = False  # every two seconds
    wait: float = 0.0  # seconds in `mood` before the load begins
    expected: tuple[int, str] = (200, "")  # for every valid token

    def most_fetches(self) -> int:
        """That the issuer may see in this phase, from one worker."""
        looks = self.is_flooded or self.rotates
        well = TERMS.respite if looks else TERMS.refresh_after
        return int((self.seconds + self.wait) / (well if self.mood is Mood.WELL else TERMS.cooldown)) + 2


FAILING = (Mood.STOPPED, Mood.SLOW, Mood.ERROR, Mood.GARBAGE, Mood.EMPTY, Mood.HUGE)
PHASES = (
    Phase("well"),
    *(Phase(mood.value, mood) for mood in FAILING),
    Phase("well, flooded", is_flooded=True, seconds=15.0),
    *(Phase(f"{mood.value}, flooded", mood, is_flooded=True, seconds=15.0) for mood in FAILING[:3]),
    Phase("rotated", rotates=True, seconds=15.0),
    Phase("rotated, flooded", rotates=True, is_flooded=True, seconds=15.0),
    Phase(
        "stopped for longer than keys are served", Mood.STOPPED, 5.0, wait=TOO_OLD, expected=(503, "keys-unavailable")
    ),
    Phase("well again"),
)
