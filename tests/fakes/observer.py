"""An observer that keeps what it hears."""

from application.exchange import Exchange
from application.ports.observer import Observer


class FakeObserver(Observer):
    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []

    def finished(self, exchange: Exchange) -> None:
        self.exchanges.append(exchange)
