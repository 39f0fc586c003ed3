"""Starting: what `limen serve` begins with: what is written, or, where that is bad, what was good last."""

import logging
import time
from dataclasses import dataclass
from ipaddress import ip_address

from application.analysing import analysed
from application.ports.config import ConfigSource, Edition
from application.ports.last_good import LastGood
from domain.plan.findings import Severity
from domain.plan.plan import Plan
from domain.spec.fault import Fault
from entrypoints.control.record import Attempt, Record
from entrypoints.fault_documents import Excerpts, document, in_a_line
from entrypoints.loading import loaded

START, LAST_GOOD = "start", "last-good"
Told = tuple[tuple[Fault, ...], Excerpts]
log = logging.getLogger("limen.reload")


class CannotStart(Exception):
    """Nothing good is there: the faults of what is written, those of the last good configuration, or another reason."""

    def __init__(self, faults: Told | None = None, of_the_last_good: Told | None = None, why: str = "") -> None:
        super().__init__(why)
        self.faults, self.of_the_last_good = faults, of_the_last_good


@dataclass(frozen=True, slots=True)
class Started:
    plan: Plan
    record: Record
    beside: tuple[str, ...]  # files that the configuration as it is written names
    read: Edition  # what is served

    @property
    def edition(self) -> str:
        return self.record.active.edition

    def announce(self, admin: tuple[str, int] | None) -> None:
        """Once there is a log. `admin` is the address that all workers answer at."""
        active = self.record.active
        if admin is not None:
            host = f"[{admin[0]}]" if ":" in admin[0] else admin[0]
            log.info("the admin address is http://%s:%d", host, admin[1])
            if not ip_address(admin[0]).is_loopback:
                log.warning("the admin address can be reached from other machines, and asks nobody who they are")
        if self.record.refused is not None:
            log.error("what is written is bad: serving the last good configuration, edition %.12s", active.edition)
            for fault in self.record.refused.faults:
                log.error("fault: %s", in_a_line(fault))
        else:
            log.info("edition %.12s, %d routes", active.edition, active.routes)
        for finding in analysed(self.read, self.plan):
            if finding.severity is Severity.WARNING:
                log.warning("%s", finding.fault)


def started(source: ConfigSource, last_good: LastGood | None) -> Started:
    """Raises CannotStart with faults and nothing good to fall back on."""
    began = time.monotonic()
    found = loaded(source)
    edition = found.edition
    if isinstance(found.plan, tuple):
        return _fallen_back((found.plan, edition.excerpt), edition, last_good, began)
    why_not = last_good.keep(edition.hash, edition.texts) if last_good is not None else None
    if why_not is not None:
        raise CannotStart(why=f"--last-good: nothing can be kept there: {why_not}")
    active = Attempt(edition.hash, START, _since(began), len(found.plan.routes))
    return Started(found.plan, Record(active), edition.beside, edition)


def _fallen_back(faults: Told, edition: Edition, last_good: LastGood | None, began: float) -> Started:
    saved = last_good.source() if last_good is not None else None
    if saved is None:
        raise CannotStart(faults)
    found = loaded(saved)
    if isinstance(found.plan, tuple):
        raise CannotStart(faults, (found.plan, found.edition.excerpt))
    told = tuple(document(fault, edition.excerpt) for fault in faults[0])
    refused = Attempt(edition.hash, START, _since(began), faults=told)
    active = Attempt(found.edition.hash, LAST_GOOD, _since(began), len(found.plan.routes))
    return Started(found.plan, Record(active, refused, refused_count=1), edition.beside, found.edition)


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
