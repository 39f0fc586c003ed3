"""What a service that is asked about callers comes to, where it does not answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unavailable:
    why: str  # for the log; never the token
    blames_the_service: bool = True  # it may be down; False: it is only this question that it does not answer
    seconds: float = 1.0  # after which to try again
