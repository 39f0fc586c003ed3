"""A source of API keys that says, or raises, each thing that it was told to once."""

from application.ports.api_keys import ApiKeySource, KeysWritten
from domain.spec.fault import Fault

Told = KeysWritten | tuple[Fault, ...]


class FakeApiKeySource(ApiKeySource):
    def __init__(self, first: Told) -> None:
        self._told: Told | Exception | None = first

    def write(self, told: Told | Exception) -> None:
        self._told = told

    async def changed(self) -> Told | None:
        told, self._told = self._told, None
        if isinstance(told, Exception):
            raise told
        return told
