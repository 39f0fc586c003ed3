"""The log of calls, read back: whatever was written of each, in order. Who reads it knows what the fields mean."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Line:
    file: str
    number: int  # from 1
    fields: Mapping[str, object] | None  # None: it is none of the log's own


class CallLog(Protocol):
    @abstractmethod
    def lines(self) -> Iterator[Line]:
        """Raises OSError where a file cannot be read."""
