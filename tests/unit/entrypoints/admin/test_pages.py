"""What the admin address says, whichever worker says it: of all workers, and to no web page."""

import pytest
from fastapi.testclient import TestClient

from entrypoints.admin.app import build_admin
from entrypoints.admin.locality import LocalNames, is_local
from tests.unit.entrypoints.admin.peers import FAULT, REFUSED, FakePeers


def client(peers: FakePeers) -> TestClient:
    return TestClient(build_admin(peers))


def test_the_status_is_of_all_workers() -> None:
    status = client(FakePeers()).get("/-/status").json()
    assert (status["active"]["edition"], status["refused"], status["reloading"]) == ("a1", None, False)
    worker = {"edition": "a1", "ready": True, "why": None, "age": 1.2}
    assert status["workers"] == [{"pid": 101, **worker}, {"pid": 102, **worker}]


def test_a_worker_that_is_silent_is_not_ready_and_one_that_is_not_says_why() -> None:
    peers = FakePeers()
    peers.answers = [None, {"ready": False, "why": "keys-unavailable"}]
    workers = client(peers).get("/-/status").json()["workers"]
    assert [(each["ready"], each["why"]) for each in workers] == [(False, "silent"), (False, "keys-unavailable")]


def test_what_was_refused_is_told_with_its_faults() -> None:
    peers = FakePeers()
    peers.record["refused"] = REFUSED
    assert client(peers).get("/-/status").json()["refused"] == REFUSED


def test_a_reload_is_answered_by_what_came_of_it() -> None:
    peers = FakePeers()
    answer = client(peers).post("/-/reload")
    assert (answer.status_code, answer.json()["outcome"], answer.json()["routes"]) == (200, "accepted", 9)
    peers.outcome = {"outcome": "refused", **REFUSED, "active": "a1"}
    answer = client(peers).post("/-/reload")
    assert (answer.status_code, answer.json()["faults"], answer.json()["active"]) == (422, [FAULT], "a1")


def test_a_web_page_may_not_ask_for_a_reload() -> None:
    assert client(FakePeers()).post("/-/reload", headers={"origin": "http://127.0.0.1:9900"}).status_code == 403
    assert client(FakePeers()).get("/-/reload").status_code == 405


def test_metrics_are_few_and_say_whether_what_is_written_is_in_force() -> None:
    peers = FakePeers()
    answer = client(peers).get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    samples = dict(line.rsplit(" ", 1) for line in answer.text.splitlines() if not line.startswith("#"))
    assert samples == {
        'limen_config_reloads_total{outcome="accepted"}': "2",
        'limen_config_reloads_total{outcome="refused"}': "1",
        "limen_config_last_reload_successful": "1",
        "limen_config_last_success_timestamp_seconds": "1800000000.5",
        "limen_config_serves_last_good": "0",
        'limen_config_edition_info{edition="a1"}': "1",
        'limen_workers{state="running"}': "2",
        'limen_workers{state="current"}': "2",
        'limen_workers{state="ready"}': "2",
    }
    peers.record["refused"], peers.record["active"]["trigger"], peers.answers = REFUSED, "last-good", [None]
    text = client(peers).get("/metrics").text
    assert "limen_config_last_reload_successful 0" in text
    assert "limen_config_serves_last_good 1" in text
    assert 'limen_workers{state="ready"} 0' in text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:9900", "127.0.0.1", "127.0.0.1:9900", "[::1]:99", "10.0.0.7"])
def test_names_of_this_machine_and_addresses_are_answered(host: str) -> None:
    assert is_local(host)


@pytest.mark.parametrize("host", ["", "a.example", "a.example:9900", "localhost.a.example", "127.0.0.1.a.example"])
def test_on_a_loopback_address_no_other_name_is(host: str) -> None:
    assert not is_local(host)
    guarded = TestClient(LocalNames(build_admin(FakePeers())), base_url="http://localhost")
    assert guarded.get("/-/status", headers={"host": host}).status_code == 403
    assert guarded.get("/-/status").status_code == 200
