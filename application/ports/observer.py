"""Observers hear of every finished exchange: access log, metrics, traces. They never hold up the answer."""

from abc import abstractmethod
from typing import Protocol

from application.exchange import Exchange


class Observer(Protocol):
    @abstractmethod
    def finished(self, exchange: Exchange) -> None: ...
