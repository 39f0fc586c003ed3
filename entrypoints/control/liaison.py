"""The liaison: a worker's end of the way to its master. Editions come one after the other; questions at any time.

A worker without a master ends, in order: whoever starts the gateway again finds its addresses free.
"""

import asyncio
import logging
import os
import pickle
import socket
from collections.abc import Callable
from typing import Any

from application.activation import Unprepared
from application.runtime import Runtime
from domain.plan.plan import Plan
from entrypoints.control.hub import PIECE
from entrypoints.control.inside import Inside
from entrypoints.control.messages import (
    Abandon,
    Answer,
    Ask,
    Commit,
    Frames,
    Prepare,
    Prepared,
    Question,
    Running,
    Told,
    framed,
)
from entrypoints.serve.collecting import look_through, set_aside

log = logging.getLogger("limen.reload")
Step = Prepare | Commit | Abandon


class Liaison:
    def __init__(self, sock: socket.socket, inside: Inside, edition: str, orphaned: Callable[[], None]) -> None:
        """`edition` is the one that the worker comes up with; `orphaned` hears that the master has gone."""
        self.edition = edition
        self._sock, self._inside, self._orphaned = sock, inside, orphaned
        self._steps: asyncio.Queue[Step] = asyncio.Queue()
        self._prepared: dict[int, tuple[str, Runtime]] = {}  # by the attempt; one at most
        self._asked: dict[int, asyncio.Future[Any]] = {}
        self._number = self._reloads = 0
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """When the worker serves."""
        reader, self._writer = await asyncio.open_unix_connection(sock=self._sock)
        self._say(Running(os.getpid(), self.edition, 0))
        self._tasks = [asyncio.create_task(self._listen(reader)), asyncio.create_task(self._follow())]

    def close(self) -> None:
        """The worker ends: what the master says from now on is for others."""
        for task in self._tasks:
            task.cancel()
        self._writer.close()

    async def each(self, question: str, terms: Any = None) -> list[dict[str, Any]]:
        """The answers of all workers, each with `worker`, `pid`, `edition`, `age`; None from one that is silent."""
        answers: list[dict[str, Any]] = await self._told(question, terms, of_all=True)
        return answers

    async def master(self, question: str, terms: Any = None) -> Any:
        return await self._told(question, terms, of_all=False)

    async def _told(self, question: str, terms: Any, *, of_all: bool) -> Any:
        self._number += 1
        number, future = self._number, asyncio.get_running_loop().create_future()
        self._asked[number] = future
        self._say(Ask(number, question, terms, of_all))
        try:
            return await future
        finally:
            del self._asked[number]

    def _say(self, message: object) -> None:
        self._writer.write(framed(message))

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        frames = Frames()
        try:
            while data := await reader.read(PIECE):
                for message in frames.feed(data):
                    self._heard(message)
        except ConnectionError:
            log.debug("the way to the master broke")
        log.error("the master has gone: this worker ends")
        self._orphaned()

    def _heard(self, message: object) -> None:
        match message:
            case Question(number, question, terms):
                self._say(Answer(number, self._answer(question, terms)))
            case Told(number, answer):
                future = self._asked.get(number)
                if future is not None and not future.done():
                    future.set_result(answer)
            case Prepare() | Commit() | Abandon():
                self._steps.put_nowait(message)
            case _:
                log.error("the master said what this worker does not know: %s", type(message).__name__)

    def _answer(self, question: str, terms: Any) -> Any:
        found = self._inside.questions.get(question)
        try:
            return None if found is None else found(terms)
        except Exception:
            log.exception("the question `%s` could not be answered", question)
            return None

    async def _follow(self) -> None:
        while True:
            match await self._steps.get():
                case Prepare(attempt, edition, plan):
                    why_not = await self._prepare(attempt, edition, plan)
                    self._say(Prepared(attempt, why_not and f"worker {os.getpid()}: {why_not}"))
                case Commit(attempt):
                    self._commit(attempt)
                case Abandon(attempt):
                    await self._abandon(attempt)

    async def _prepare(self, attempt: int, edition: str, pickled: bytes) -> str | None:
        """Why not."""
        try:
            plan = await asyncio.to_thread(self._unpickled, pickled)
            self._prepared[attempt] = edition, await self._inside.activation.prepare(plan)
        except Unprepared as problem:
            return str(problem)
        except Exception as problem:
            log.exception("an edition could not be prepared")
            return f"{type(problem).__name__}: {problem}"
        return None

    def _unpickled(self, pickled: bytes) -> Plan:
        """In a thread, so that calls go on meanwhile."""
        with set_aside():
            plan: Plan = pickle.loads(pickled)  # noqa: S301  from a fork of this process
            self._inside.import_ahead(plan)
        return plan

    def _commit(self, attempt: int) -> None:
        self.edition, runtime = self._prepared.pop(attempt)
        self._inside.activation.commit(runtime)
        self._reloads += 1
        look_through(self._reloads)
        self._say(Running(os.getpid(), self.edition, attempt))

    async def _abandon(self, attempt: int) -> None:
        if attempt in self._prepared:
            _, runtime = self._prepared.pop(attempt)
            await self._inside.activation.abandon(runtime)
