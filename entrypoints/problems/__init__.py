"""Problem types: what is said of each reason beside the sentence that a refusal brings with it.

To add a reason (domain/message/reason.py), write it into the file of its room:

    [the-reason]
    when = "when it is given: for docs/reference/reasons.md, and for whoever asks on the gateway's own page"
    do = "what a caller can do about it"
    look = "what an operator looks at, where it is more than the log's line"

Callers read all of it at `/docs/problems/the-reason`: nothing here may be about one gateway, its keys or its policies.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from domain.message.reason import CATALOGUE, Reason

FOLDER = Path(__file__).parent
ROOMS = ("request", "credentials", "access", "gateway")
LOG = "The access log has a line with the `request_id`, whose `why` says more than a caller may know."


@dataclass(frozen=True, slots=True)
class ProblemType:
    """The texts are Markdown without links, save `when`, which may link to other pages of docs/reference."""

    reason: Reason
    when: str
    do: str
    look: str = ""


@cache
def problem_types() -> Mapping[str, ProblemType]:
    """By the reason's name, in the order of the catalogue. Raises KeyError where a reason is not written of."""
    written = {name: texts for room in ROOMS for name, texts in _read(room).items()}
    return {name: ProblemType(reason, **written[name]) for name, reason in CATALOGUE.items()}


def _read(room: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / f"{room}.toml").read_text("utf-8"))
