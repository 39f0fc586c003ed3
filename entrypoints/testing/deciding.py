"""`decide`: what a configuration decides of a request, as a value that a test can assert on."""

import json as formats
from collections import deque
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Unpack

from application.decisions.question import with_body
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
    body: bytes | None = None,
    json: object = None,
    at: datetime | None = None,
    peer: str = "127.0.0.1",
    **caller: Unpack[Caller],
) -> Decision:
    """As in `decide("gateway.yaml", "GET /orders/1", role="viewer")`. No network, and no clock but `at`.

    A contract is held against `body` or `json`; against the head alone, where neither is given.
    """
    found, fields = configuration_of(config), dict(headers or {})
    if json is not None:
        body = formats.dumps(json).encode()
        fields = {"content-type": "application/json", **fields}
    question = question_of(found.plan, request, caller, headers=fields, at=at, peer=peer)
    question = question if body is None else with_body(question, body)
    verdict = verdict_of(found.plan, question, offline=True, by=found.decider)
    decision = Decision(found.plan, question, verdict)
    LATEST.append(decision)
    return decision
