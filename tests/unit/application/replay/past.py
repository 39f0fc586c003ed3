"""Calls of the past: made through a gateway, and told as its access log tells them."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from adapters.telemetry.orjson_access import _line
from application.ports.call_log import CallLog, Line
from application.replay.flips import Replayed, replay
from domain.message.headers import Headers
from entrypoints.offline import decider
from tests.unit.application.house import CONFIG, House, plan_of

RECORDING = CONFIG.replace("server:\n", "server:\n  log: {replay: true}\n")
MOMENT = 1_800_000_000.0


class ListedLog(CallLog):
    def __init__(self, fields: Sequence[dict[str, Any] | None]) -> None:
        self._fields = fields

    def lines(self) -> Iterator[Line]:
        return (Line("log", number, fields) for number, fields in enumerate(self._fields, 1))


class Past:
    """Made inside a running loop."""

    def __init__(self, config: str = RECORDING) -> None:
        self.house = House(config)

    async def call(self, method: str, target: bytes, *, token: str = "", headers: Headers | None = None) -> None:
        reply = await self.house.ask(method, target, token=token, headers=headers)
        await reply.release()

    @property
    def fields(self) -> list[dict[str, Any] | None]:
        return [json.loads(_line(MOMENT, exchange)) for exchange in self.house.observer.exchanges]

    def replayed(self, config: str) -> Replayed:
        return replay(ListedLog(self.fields).lines(), decider(plan_of(config)))


def told(found: Replayed) -> list[tuple[str, str, str, int]]:
    return [(kind.change.value, kind.was, kind.would_be, group.count) for kind, group in found.ranked]


def whys(found: Replayed) -> list[str]:
    return sorted(found.not_judged)
