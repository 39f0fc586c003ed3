"""`decide`: what a configuration decides of a request, as a value that a test can assert on."""

from collections import deque
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Unpack

from entrypoints.cli.deciding import verdict_of
from entrypoints.testing.asking import Caller, question_of
from entrypoints.testing.configuration import Configuration, configuration_of
from entrypoints.testing.decision import Decision

LATEST: deque[Decision] = deque(maxlen=5)  # for whoever reports a test that failed


def decide(
    config: str | Path | Configuration,
    request: str,
    *,
    headers: Mapping[str, str] | None = None,
    at: datetime | None = None,
    peer: str = "127.0.0.1",
    **caller: Unpack[Caller],
) -> Decision:
    """As in `decide("gateway.yaml", "GET /orders/1", role="viewer")`. No network, and no clock but `at`."""
    found = configuration_of(config)
    question = question_of(found.plan, request, caller, headers=headers or {}, at=at, peer=peer)
    verdict = verdict_of(found.plan, question, offline=True, by=found.decider)
    decision = Decision(found.plan, question, verdict)
    LATEST.append(decision)
    return decision
