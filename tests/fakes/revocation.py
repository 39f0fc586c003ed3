"""A list of revocations in memory, which can be taken away and brought back."""

from application.ports.revocation import NOTHING_NEW, Batch, RevocationList, RevocationsUnreadable
from domain.identity.revocation import Revocation


class FakeRevocationList(RevocationList):
    def __init__(self, *revocations: Revocation, many: int = 1000) -> None:
        self.held = list(revocations)
        self.failing: str | Exception | None = None
        self.reads = 0
        self.is_closed = False
        self._many = many
        self._at = 0

    async def read(self) -> Batch | RevocationsUnreadable:
        self.reads += 1
        if isinstance(self.failing, Exception):
            raise self.failing
        if self.failing is not None:
            return RevocationsUnreadable(self.failing)
        new = tuple(self.held[self._at : self._at + self._many])
        self._at += len(new)
        return Batch(new, has_more=len(new) == self._many) if new else NOTHING_NEW

    def rewind(self) -> None:
        self._at = 0

    async def add(self, revocation: Revocation) -> str | None:
        if self.failing is not None:
            return str(self.failing)
        self.held.append(revocation)
        return None

    async def close(self) -> None:
        self.is_closed = True
