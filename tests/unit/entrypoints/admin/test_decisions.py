"""Decisions on the admin address: of all workers together, and the explanation from whichever worker has kept it."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from entrypoints.admin.app import build_admin
from entrypoints.admin.peers import Peers

FOUND: dict[str, Any] = {"decision": {}}


def kept(request_id: str, moment: float) -> dict[str, Any]:
    return {
        "request_id": request_id,
        "moment": moment,
        "time": "2026-11-26T12:00:00Z",
        "method": "GET",
        "path": "/orders",
        "status": 403,
        "reason": "role-missing",
        "route": "orders",
        "subject": "ada",
        "client": "127.0.0.1",
    }


class TwoWorkers(Peers):
    def __init__(self, *answers: Any) -> None:
        self.answers = answers
        self.asked: list[tuple[str, Any]] = []

    async def each(self, question: str, terms: Any = None) -> list[dict[str, Any]]:
        self.asked.append((question, terms))
        workers = enumerate(self.answers, 1)
        return [{"worker": n, "pid": 100 + n, "edition": "a1", "age": 1.0, "answer": one} for n, one in workers]

    async def master(self, question: str, terms: Any = None) -> Any:
        raise AssertionError("the master decides nothing")


def test_the_latest_of_all_workers_come_first() -> None:
    peers = TwoWorkers(
        {"noting": True, "kept": 2, "decisions": [kept("c", 3.0), kept("a", 1.0)]},
        None,
        {"noting": True, "kept": 1, "decisions": [kept("b", 2.0)]},
    )
    told = TestClient(build_admin(peers)).get("/-/decisions?reason=role-missing&limit=2").json()
    assert ([one["request_id"] for one in told["decisions"]], told["kept"], told["noting"]) == (["c", "b"], 3, True)
    assert peers.asked == [("decisions", {"status": None, "reason": "role-missing", "route": None, "limit": 2})]


def test_where_nothing_is_kept_that_is_said() -> None:
    told = TestClient(build_admin(TwoWorkers({"noting": False, "kept": 0, "decisions": []}))).get("/-/decisions").json()
    assert told == {"noting": False, "kept": 0, "decisions": []}


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        (({"decision": {}}, None), 200),
        ((None, {"decision": {}}), 200),
        ((None, None), 404),
        ((None, {"gone": True}), 410),
    ],
)
def test_a_decision_is_explained_by_the_worker_that_has_kept_it(answers: tuple[Any, ...], status: int) -> None:
    answer = TestClient(build_admin(TwoWorkers(*answers))).get("/-/decisions/abc")
    assert answer.status_code == status
    assert (answer.json() == FOUND) is (status == 200)
