"""Watching: whether what is written has changed, and stands still: half a file is not taken for a whole one."""

from collections.abc import Callable

EVERY = 0.5  # seconds between two looks

Look = Callable[[tuple[str, ...]], object]


class Watch:
    """Made before the first reading. `look` is cheap, and says something else whenever a reading might.

    It looks at files beside the configuration too, once it is known which.
    """

    def __init__(self, look: Look) -> None:
        self._look = look
        self._beside: tuple[str, ...] = ()
        self._taken = self._seen = self._now()

    def has_changed(self) -> bool:
        """Whether there is something else than was taken, the same as a look ago."""
        before, self._seen = self._seen, self._now()
        return self._seen == before and self._seen != self._taken

    def take(self) -> None:
        """What is there now is about to be read. What changes from now on has changed."""
        self._taken = self._seen = self._now()

    def follow(self, beside: tuple[str, ...]) -> None:
        """What was taken named these."""
        if beside != self._beside:
            self._beside = beside
            self._taken = (self._taken[0], self._look(beside))

    def _now(self) -> tuple[object, object]:
        return self._look(()), self._look(self._beside) if self._beside else None
