"""Two workers and their master, as the pages of the admin address ask them."""

from typing import Any

from entrypoints.admin.peers import Peers

FAULT = {
    "file": "g.yaml",
    "line": 1,
    "column": 2,
    "code": "key-unknown",
    "message": "wrong",
    "hint": "right",
    "text": "bad: 1",
    "caret": 1,
    "docs": "faults.md#key-unknown",
}
ACTIVE = {"edition": "a1", "since": "2026-11-26T12:00:00Z", "trigger": "start", "ms": 3}
REFUSED = {**ACTIVE, "edition": "b2", "trigger": "file", "faults": [FAULT]}


class FakePeers(Peers):
    def __init__(self) -> None:
        self.record: dict[str, Any] = {
            "active": {**ACTIVE, "routes": 9},
            "refused": None,
            "reloading": False,
            "counts": {"accepted": 2, "refused": 1},
            "accepted_at": 1_800_000_000.5,
        }
        self.outcome: dict[str, Any] = {"outcome": "accepted", **ACTIVE, "routes": 9, "active": "a1"}
        self.answers: list[Any] = [{"ready": True, "why": None}, {"ready": True, "why": None}]

    async def each(self, question: str, terms: Any = None) -> list[dict[str, Any]]:
        assert question == "state"
        workers = enumerate(self.answers, 1)
        return [{"worker": n, "pid": 100 + n, "edition": "a1", "age": 1.23, "answer": one} for n, one in workers]

    async def master(self, question: str, terms: Any = None) -> Any:
        return {"record": self.record, "reload": self.outcome}[question]
