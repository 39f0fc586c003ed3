"""SIGHUP takes a good file up and a bad one not; SIGTERM and SIGINT let calls end; nothing starts half-configured."""

import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.e2e.rude import Rude, says
from tests.e2e.serving import ROOT, Answered, Served, accepts, call, free_port, until

pytestmark = pytest.mark.e2e
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok"


def config(port: int, *paths: str) -> str:
    routes = "".join(f"  r{path[1:]}: {{match: 'GET {path}', to: one, require: public}}\n" for path in paths)
    return f"version: 1\nupstreams: {{one: {{targets: [{{url: 'http://127.0.0.1:{port}'}}]}}}}\nroutes:\n{routes}"


def test_a_reload_takes_a_good_file_up_and_leaves_a_bad_one(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    statuses: list[int] = []
    over = threading.Event()

    def load() -> None:
        while not over.is_set():
            statuses.append(call(gateway.port, "GET", "/always").status)

    with Rude(says(OK)) as upstream:
        file.write_text(config(upstream.port, "/always", "/old"))
        with Served(tmp_path, file, workers=2) as gateway:
            thread = threading.Thread(target=load)
            thread.start()
            try:
                file.write_text(config(upstream.port, "/always", "/new"))
                gateway.child.send_signal(signal.SIGHUP)
                until(lambda: _all_say(404, gateway, "/old"), "the new file in both workers")
                assert call(gateway.port, "GET", "/new").status == 200

                file.write_text(config(upstream.port, "/always", "/newer") + "  bad: {match: 'GET /bad', too: one}\n")
                gateway.child.send_signal(signal.SIGHUP)
                until(lambda: "reload refused" in gateway.log(), "the refusal in the log")
                until(lambda: len(gateway.workers()) == 2, "both workers")
                assert call(gateway.port, "GET", "/new").status == 200
                assert call(gateway.port, "GET", "/newer").status == 404
            finally:
                over.set()
                thread.join()
    assert set(statuses) == {200}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_lets_the_call_in_flight_end_and_exits_0(number: int, tmp_path: Path) -> None:
    may_answer = threading.Event()

    def holds(connection: socket.socket, _: Rude) -> None:
        may_answer.wait(20)
        connection.sendall(OK)

    file = tmp_path / "gateway.yaml"
    answers: list[Answered] = []
    with Rude(holds) as upstream:
        file.write_text(config(upstream.port, "/held"))
        with Served(tmp_path, file) as gateway:
            caller = threading.Thread(target=lambda: answers.append(call(gateway.port, "GET", "/held")))
            caller.start()
            until(lambda: bool(upstream.heads), "the call is in flight")
            gateway.child.send_signal(number)
            until(lambda: not accepts(gateway.port), "no new calls")
            may_answer.set()
            caller.join()
            assert gateway.child.wait(10) == 0
    assert (answers[0].status, answers[0].body) == (200, b"ok")


def test_a_connection_whose_request_is_on_the_way_is_answered_while_stopping(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    with Rude(says(OK)) as upstream:
        file.write_text(config(upstream.port, "/a"))
        with Served(tmp_path, file) as gateway, socket.create_connection(("127.0.0.1", gateway.port), 5) as caller:
            call(gateway.port, "GET", "/ready")  # by now the gateway has accepted the connection before it
            gateway.child.send_signal(signal.SIGTERM)
            until(lambda: not accepts(gateway.port), "no new calls")
            caller.sendall(b"GET /a HTTP/1.1\r\nhost: x\r\n\r\n")
            answer = b"".join(iter(lambda: caller.recv(1000), b""))
            assert gateway.child.wait(10) == 0
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"connection: close" in answer


def test_nothing_starts_on_a_faulty_file(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    file.write_text("version: 1\nroutes: {a: {match: GET /a, to: nowhere, require: {role: ghost}}}\n")
    ended = _serve(file, free_port())
    assert ended.returncode == 1
    codes = [line.rpartition("[")[2].rstrip("]") for line in ended.stderr.splitlines() if line.startswith(str(file))]
    assert codes == ["credentials-missing", "upstream-unknown", "role-unknown"]
    assert f"{file}:2:" in ended.stderr


def test_a_port_in_use_is_said_plainly(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    file.write_text(config(1, "/a"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = _serve(file, taken.getsockname()[1])
    assert ended.returncode == 1
    assert "--port" in ended.stderr


def _all_say(status: int, gateway: Served, path: str) -> bool:
    """Whichever worker is asked."""
    return all(call(gateway.port, "GET", path).status == status for _ in range(20))


def _serve(file: Path, port: int) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-m", "entrypoints.cli.main", "serve", "-c", str(file), "--port", str(port)]
    return subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
