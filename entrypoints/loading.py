"""Loading: a plan compiled without the garbage collector, which would look through all of it again and again.

At 10,000 routes the collector was 45 % of the time. What is garbage then is collected once, and the plan
is set apart from what the collector looks through: so workers share its memory after the fork, and it costs no
collection of theirs anything. What is set apart is freed by its references all the same, when a reload replaces it.
"""

import gc
from dataclasses import dataclass

from application.compiling import compiled
from application.ports.config import ConfigSource, Edition
from domain.plan.plan import Plan
from domain.spec.fault import Fault
from entrypoints.offline import judges


@dataclass(frozen=True, slots=True)
class Loaded:
    edition: Edition  # without a fault or with some, it has a hash
    plan: Plan | tuple[Fault, ...]


def loaded(source: ConfigSource) -> Loaded:
    """For a process that serves."""
    found = _read(source)
    gc.unfreeze()  # what was in force at the last reload, and is garbage since
    gc.collect()
    gc.freeze()
    return found


def loaded_once(source: ConfigSource) -> Loaded:
    """For a process that ends with its answer: what little garbage there is ends with it."""
    found = _read(source)
    gc.freeze()
    return found


def _read(source: ConfigSource) -> Loaded:
    gc.disable()
    try:
        edition = source.read()
        return Loaded(edition, compiled(edition, judges))
    finally:
        gc.enable()
