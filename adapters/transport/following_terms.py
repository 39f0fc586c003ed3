"""Terms on which a name is followed: how old an answer may be, how often a failing name is asked for, when to stop."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FollowingTerms:
    """Seconds, all."""

    shortest: float = 1.0  # a TTL of 0 must not become a question a request
    longest: float = 300.0  # a TTL of a day must not become a day of a wrong address
    without_ttl: float = 10.0
    idle: float = 60.0  # or one TTL, if that is longer: a name that nobody used for so long is left alone
    first_retry: float = 1.0  # then twice as long each time; also how long a name without addresses stays refused
    last_retry: float = 10.0

    def rest(self, ttl: float | None) -> float:
        """How long an answer is good."""
        return self.without_ttl if ttl is None else min(max(ttl, self.shortest), self.longest)

    def pause(self, failures: int) -> float:
        """Before the next question, after so many in a row had no answer."""
        return min(self.first_retry * 2.0 ** min(failures - 1, 16), self.last_retry)
