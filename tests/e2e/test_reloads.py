"""Reloads of a running gateway: what starts one, what stays through one, and what becomes of one that is killed."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.rude import Rude
from tests.e2e.serving import ROOT, Served, accepts, call, free_port, until

pytestmark = pytest.mark.e2e
BAD = "bad: 1\n"
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


def config(word: str, port: int = 1) -> str:
    return (
        f"version: 1\nupstreams: {{one: {{targets: [{{url: 'http://127.0.0.1:{port}'}}]}}}}\n"
        "routes:\n  through: {match: GET /through, to: one, require: public}\n"
        f"  word: {{match: GET /word, respond: {{json: {word}}}, require: public}}\n"
    )


def says(gateway: Served, word: str) -> bool:
    """Whichever worker is asked."""
    return all(call(gateway.port, "GET", "/word").json() == word for _ in range(10))


def editions(gateway: Served) -> list[str]:
    return [worker["edition"] for worker in gateway.status()["workers"]]


@contextmanager
def serving(folder: Path, text: str = "", *, one: bool = False, **environment: str) -> Iterator[tuple[Served, Path]]:
    file = folder / "gateway.yaml"
    file.write_text(text or config("first"))
    workers = 1 if one else 2
    with Served(folder, file, environment, workers=workers) as gateway:
        until(lambda: [each["ready"] for each in gateway.status()["workers"]] == [True] * workers, "all workers")
        yield gateway, file


def test_a_file_that_changes_is_taken_up_by_all_workers_and_a_bad_one_by_none(tmp_path: Path) -> None:
    with serving(tmp_path) as (gateway, file):
        before = gateway.workers()
        file.write_text(config("second"))
        until(lambda: bool(gateway.status()["active"]["trigger"] == "file"), "the new file")
        assert says(gateway, "second")
        good = gateway.status()["active"]["edition"]
        file.write_text(config("third") + BAD)
        until(lambda: gateway.status()["refused"] is not None, "the refusal")
        assert says(gateway, "second")
        status = gateway.status()
        assert [fault["code"] for fault in status["refused"]["faults"]] == ["key-unknown"]
        assert status["refused"]["faults"][0]["text"] == "bad: 1"
        assert editions(gateway) == [good, good]
        assert "limen_config_last_reload_successful 0" in call(gateway.admin, "GET", "/metrics").body.decode()
        file.write_text(config("second"))
        until(lambda: gateway.status()["refused"] is None, "what is written is what is in force again")
        until(lambda: gateway.workers() == before, "the same workers, and no reader")


def test_a_folder_whose_link_is_led_elsewhere_is_taken_up_as_kubernetes_does_it(tmp_path: Path) -> None:
    mounted = tmp_path / "mounted"
    for number, word in enumerate(("first", "second")):
        (mounted / f"..data-{number}").mkdir(parents=True)
        (mounted / f"..data-{number}" / "gateway.yaml").write_text(config(word))
    (mounted / "..data").symlink_to("..data-0")
    (mounted / "gateway.yaml").symlink_to("..data/gateway.yaml")
    with Served(tmp_path, mounted) as gateway:
        assert says(gateway, "first")
        (mounted / "..data_tmp").symlink_to("..data-1")
        (mounted / "..data_tmp").rename(mounted / "..data")
        until(lambda: says(gateway, "second"), "what the link leads to now")


def test_a_secret_that_changes_is_taken_up(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a secret of at least thirty-two bytes")
    text = config("first").replace(
        "upstreams:",
        "identity: {issuers: {main: {issuer: 'https://idp.example', audience: [a], algorithms: [HS256], "
        "keys: {secret: {file: secret}}}}}\nupstreams:",
    )
    with serving(tmp_path, text) as (gateway, _):
        before = gateway.status()["active"]["edition"]
        secret.write_text("another secret of at least thirty-two bytes")
        until(lambda: gateway.status()["active"]["edition"] != before, "another edition")


def test_without_watching_only_who_asks_is_heard(tmp_path: Path) -> None:
    with serving(tmp_path, LIMEN_WATCH="false") as (gateway, file):
        file.write_text(config("second"))
        command = [sys.executable, "-m", "entrypoints.cli.main", "reload", "--wait", "--admin"]
        asked = [*command, f"http://127.0.0.1:{gateway.admin}"]
        done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert says(gateway, "second")
        file.write_text(config("third") + BAD)
        done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
        assert done.returncode == 1
        assert done.stderr.startswith(f"{file}:6:1: key `bad` is unknown here")
        assert "stays in force" in done.stderr
        assert says(gateway, "second")


def test_connections_to_an_upstream_stay_through_a_reload(tmp_path: Path) -> None:
    connections: list[socket.socket] = []

    def keeps(connection: socket.socket, _: Rude) -> None:
        connections.append(connection)
        connection.sendall(OK)
        while connection.recv(4096):
            connection.sendall(OK)

    with Rude(keeps) as upstream, serving(tmp_path, config("first", upstream.port), one=True) as (gateway, file):
        for number in range(3):
            assert call(gateway.port, "GET", "/through").body == b"ok"
            file.write_text(config(f"word-{number}", upstream.port))
            assert gateway.reload()["outcome"] == "accepted"
        assert call(gateway.port, "GET", "/through").body == b"ok"
        assert len(connections) == 1


def test_a_worker_killed_while_all_prepare_leaves_the_old_edition_everywhere_and_the_next_try_reaches_all(
    tmp_path: Path,
) -> None:
    with serving(tmp_path) as (gateway, file):
        stopped = gateway.workers()[0]
        os.kill(stopped, signal.SIGSTOP)  # it will not answer
        file.write_text(config("second"))
        gateway.child.send_signal(signal.SIGHUP)
        until(lambda: _prepares(gateway), "all are asked to prepare")
        os.kill(stopped, signal.SIGKILL)
        until(lambda: "a worker ended while it prepared" in gateway.log(), "the refusal")
        until(lambda: says(gateway, "second"), "and another try")
        assert len(set(editions(gateway))) == 1


@pytest.mark.parametrize("in_phase", ["reading", "preparing"])
def test_a_master_killed_in_a_reload_leaves_nothing_behind_and_the_next_start_is_clean(
    tmp_path: Path, in_phase: str
) -> None:
    with serving(tmp_path) as (gateway, file):
        workers = gateway.workers()
        file.write_text(config("second"))
        if in_phase == "preparing":
            os.kill(workers[0], signal.SIGSTOP)
            gateway.child.send_signal(signal.SIGHUP)
            until(lambda: _prepares(gateway), "all are asked to prepare")
        else:
            gateway.child.send_signal(signal.SIGHUP)
        gateway.child.kill()
        os.kill(workers[0], signal.SIGCONT)
        until(lambda: not accepts(gateway.port) and not accepts(gateway.admin), "the addresses are free")
        until(lambda: not any(_is_alive(worker) for worker in workers), "the workers have ended")
    with serving(tmp_path, config("second")) as (gateway, _):
        assert says(gateway, "second")


def test_the_last_good_configuration_survives_a_start_with_a_bad_one(tmp_path: Path) -> None:
    kept = str(tmp_path / "kept")
    with serving(tmp_path, LIMEN_LAST_GOOD=kept) as (gateway, file):
        file.write_text(config("second"))
        assert gateway.reload()["outcome"] == "accepted"
        file.write_text(config("third") + BAD)
        assert gateway.reload()["outcome"] == "refused"
    assert (tmp_path / "kept" / "last-good.json").stat().st_mode & 0o777 == 0o600
    with serving(tmp_path, config("third") + BAD, LIMEN_LAST_GOOD=kept) as (gateway, file):
        assert says(gateway, "second")
        status = gateway.status()
        assert (status["active"]["trigger"], status["refused"]["faults"][0]["code"]) == ("last-good", "key-unknown")
        assert "limen_config_serves_last_good 1" in call(gateway.admin, "GET", "/metrics").body.decode()
        assert "what is written is bad" in gateway.log()
        file.write_text(config("fourth"))
        until(lambda: says(gateway, "fourth"), "what was mended")


def test_the_admin_address_is_not_the_gateways_and_answers_no_web_page(tmp_path: Path) -> None:
    with serving(tmp_path) as (gateway, _):
        assert call(gateway.port, "GET", "/-/status").status == 404
        assert call(gateway.port, "POST", "/-/reload").status == 404
        assert call(gateway.admin, "POST", "/-/reload", {"origin": "http://a.example"}).status == 403
        assert call(gateway.admin, "GET", "/-/status", {"host": "a.example"}).status == 403
        assert call(gateway.admin, "GET", "/-/openapi.json").status == 200


def test_an_admin_port_in_use_is_said_plainly(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    file.write_text(config("first"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        argv = [sys.executable, "-m", "entrypoints.cli.main", "serve", "-c", str(file), "--port", str(free_port())]
        argv += ["--admin-port", str(taken.getsockname()[1])]
        ended = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert ended.returncode == 1
    assert "--admin-port" in ended.stderr


def test_reloads_in_a_row_lose_nothing_and_end_on_one_edition() -> None:
    """The short form of `make soak-config-reloads`; what grows shows in the long one."""
    argv = [sys.executable, "-m", "tests.soak.config_reloads", "--reloads", "21", "--rate", "100", "--pause", "0.05"]
    found = json.loads(subprocess.run(argv, cwd=ROOT, capture_output=True, timeout=60, check=False).stdout)
    assert (found["accepted"], found["refused"], found["faults"], found["errors"]) == (14, 7, [], [])
    assert set(found["requests"]) == {"ok"}, found["notes"]


def _prepares(gateway: Served) -> bool:
    return "2 workers prepare" in gateway.log()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
