"""Media types: a list of them, and whether it covers what an answer says that it is (RFC 9110, 8.3.1).

`type/*` covers a family and `type/*+suffix` a syntax (RFC 6839). A stream of events is covered by its own name only: it
is pushed in small pieces, and some readers of it know no coding.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NAME = r"[a-z0-9][a-z0-9!#$&^_.-]*"
_WRITTEN = re.compile(rf"{_NAME}/(?:\*(?:\+{_NAME})?|{_NAME}(?:\+{_NAME})*)")
_BY_ITS_NAME_ONLY = "text/event-stream"


def is_media_range(text: str) -> bool:
    """Whether `text` is `type/subtype`, `type/*` or `type/*+suffix`, in lower case."""
    return _WRITTEN.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class MediaTypes:
    ranges: frozenset[str]

    @staticmethod
    def of(ranges: Iterable[str]) -> "MediaTypes":
        return MediaTypes(frozenset(ranges))

    def cover(self, said: Sequence[bytes]) -> bool:
        """`said` are the values of Content-Type: none or several are no type that is known."""
        if len(said) != 1:
            return False
        essence = said[0].partition(b";")[0].strip().decode("latin-1").lower()
        return essence in self.ranges or (essence != _BY_ITS_NAME_ONLY and not self.ranges.isdisjoint(_wider(essence)))


def _wider(essence: str) -> tuple[str, str]:
    family, _, name = essence.partition("/")
    return f"{family}/*" if name else "", f"{family}/*+{name.rpartition('+')[2]}" if "+" in name else ""
