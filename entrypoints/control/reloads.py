"""Reloads in the master, one at a time: read, roll out, and record what came of it. Whoever asked hears of it.

What is asked for while one is under way comes after it, once for all who asked: what they mean may have been written
after the reading began.
"""

import logging
from collections.abc import Callable

from application.ports.config import nothing_shown
from application.ports.last_good import LastGood
from domain.spec.fault import Fault
from domain.spec.place import Place
from entrypoints.control import reading
from entrypoints.control.hub import Hub
from entrypoints.control.reading import Read, Reading
from entrypoints.control.record import Attempt, Document, Record
from entrypoints.control.rolling import Rolling
from entrypoints.control.watch import Watch
from entrypoints.fault_documents import Document as FaultDocument
from entrypoints.fault_documents import document, in_a_line

AGAIN, LATER = 5.0, 60.0  # seconds until what failed by its circumstances is tried again; twice as long each time
FILE, DOCUMENT = "file", "document"
Waiter = Callable[[Document], None]

log = logging.getLogger("limen.reload")


class Reloads:
    def __init__(
        self,
        hub: Hub,
        rolling: Rolling,
        record: Record,
        *,
        read: Callable[[], Reading],
        name: str,
        monotonic: Callable[[], float],
        watch: Watch | None,
        last_good: LastGood | None = None,
        refresh: float | None = None,
    ) -> None:
        """`read` begins a reading; `name` is the configuration's in faults."""
        self.record = record
        self._hub, self._rolling, self._start, self._name = hub, rolling, read, name
        self._monotonic, self._watch, self._last_good = monotonic, watch, last_good
        self._trigger, self._began = "", 0.0
        self._waiters: list[Waiter] = []
        self._wanted: list[tuple[str, Waiter | None]] = []
        self._reader: Reading | None = None
        self._read: Read = reading.NOTHING
        self._pause = AGAIN
        self._again_at: float | None = None  # of `monotonic`, as all moments here
        self._refresh = refresh  # of documents that come from an address
        self._refresh_at = None if refresh is None else monotonic() + refresh

    def want(self, trigger: str, waiter: Waiter | None = None) -> None:
        self._wanted.append((trigger, waiter))
        self._begin()

    def due(self) -> float | None:
        """When `tick` has something to do."""
        reading_until = self._began + reading.LONGEST if self._reader is not None else None
        moments = (
            reading_until,
            self._rolling.until,
            self._again_at,
            None if self.record.is_reloading else self._refresh_at,
        )
        return min((at for at in moments if at is not None), default=None)

    def tick(self) -> None:
        now = self._monotonic()
        if self._again_at is not None and now >= self._again_at:
            self.want(FILE)
        if self._refresh_at is not None and now >= self._refresh_at and not self.record.is_reloading:
            self.want(DOCUMENT)
        if self._reader is not None and now >= self._began + reading.LONGEST:
            self._reader.kill()  # and its pipe ends
        self._rolling.tick()

    def _begin(self) -> None:
        if self.record.is_reloading or not self._wanted:
            return
        self._trigger = self._wanted[0][0]
        self._waiters = [waiter for _, waiter in self._wanted if waiter is not None]
        self._wanted.clear()
        self.record.is_reloading, self._again_at = True, None
        self._began = self._monotonic()
        if self._watch is not None:
            self._watch.take()
        try:
            self._reader = self._start()
        except OSError as error:  # no memory, no descriptor, no process is left
            self._read = reading.NOTHING
            self._rolled(f"no process to read it could be started: {error.strerror}")
            return
        self._hub.follow(self._reader.pipe, self._read_on)

    def _read_on(self) -> None:
        reader = self._reader
        if reader is None or not reader.take():
            return
        self._hub.unfollow(reader.pipe)
        self._reader, self._read = None, reader.outcome or reading.NOTHING
        if self._watch is not None:
            self._watch.follow(self._read.beside)
        self._refresh = self._read.refresh or self._refresh
        self._refresh_at = None if self._refresh is None else self._monotonic() + self._refresh
        if self._is_told():
            self._end({"outcome": "refused", **self._attempt(faults=self._read.faults).document()})
        elif self._read.faults:
            self._refuse(self._read.faults)
        elif self._trigger in (FILE, DOCUMENT) and self._read.edition == self._rolling.in_force.edition:
            self._leave_as_it_is()
        else:
            self._rolling.begin(self._read.edition, self._read.plan, self._rolled)

    def _is_told(self) -> bool:
        """The same faults as the last time, and nobody asked but the clock."""
        refused = self.record.refused
        return self._trigger == DOCUMENT and refused is not None and refused.faults == self._read.faults != ()

    def _rolled(self, why_not: str | None) -> None:
        if why_not is None:
            self._pause = AGAIN
            self._accept()
            return
        self._again_at = self._monotonic() + self._pause if self._watch is not None else None
        self._pause = min(LATER, 2 * self._pause)
        fault = Fault(Place(self._name, 1, 1), "reload-unprepared", why_not)
        self._refuse((document(fault, nothing_shown),))

    def _accept(self) -> None:
        attempt = self._attempt(self._read.routes)
        self.record.accept(attempt)
        words = "reload accepted: edition %.12s, %d routes, by %s, %d ms"
        log.info(words, attempt.edition, attempt.routes, attempt.trigger, attempt.ms)
        self._keep()
        self._end({"outcome": "accepted", **attempt.document()})

    def _refuse(self, faults: tuple[FaultDocument, ...]) -> None:
        attempt, stays = self._attempt(faults=faults), self._rolling.in_force.edition
        self.record.refuse(attempt)
        words = "reload refused: edition %.12s, by %s, %d ms; edition %.12s stays in force"
        log.error(words, attempt.edition, attempt.trigger, attempt.ms, stays)
        for fault in faults:
            log.error("fault: %s", in_a_line(fault))
        self._end({"outcome": "refused", **attempt.document()})

    def _leave_as_it_is(self) -> None:
        """Touched, or put back: what is written is what is in force."""
        self.record.refused = None
        self._end({"outcome": "accepted", **self.record.active.document()})

    def _keep(self) -> None:
        why_not = self._last_good.keep(self._read.edition, self._read.texts) if self._last_good is not None else None
        if why_not is not None:
            log.error("the last good configuration could not be kept: %s", why_not)

    def _attempt(self, routes: int = 0, faults: tuple[FaultDocument, ...] = ()) -> Attempt:
        ms = round((self._monotonic() - self._began) * 1000)
        return Attempt(self._read.edition, self._trigger, ms, routes, faults)

    def _end(self, outcome: Document) -> None:
        waiters, self._waiters, self.record.is_reloading = self._waiters, [], False
        for waiter in waiters:
            waiter({**outcome, "active": self.record.active.edition})
        self._begin()
