"""`limen demo`, whole: what it prints is true, and Ctrl-C leaves nothing."""

import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import astuple

import pytest

from entrypoints.demo.ports import Ports
from tests.e2e.serving import ROOT, Answered, Process, accepts, call, free_port, until

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def ports() -> Ports:
    return Ports(free_port(), free_port(), free_port(), free_port())


@pytest.fixture(scope="module")
def demo(ports: Ports, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    folder = tmp_path_factory.mktemp("demo")
    flags = zip(("--port", "--identity-port", "--orders-port", "--users-port"), astuple(ports), strict=True)
    argv = ("-m", "entrypoints.cli.main", "demo", *(word for flag, port in flags for word in (flag, str(port))))
    (folder / "temporary").mkdir()
    with Process(folder, "demo", *argv, TMPDIR=str(folder / "temporary")) as process:
        until(lambda: process.is_over() or "# 404" in process.out.read_text(), "the banner", seconds=30)
        assert not process.is_over(), process.err.read_text()
        yield process


def _answer(curl: str) -> Answered:
    """What the printed line gives, by the few words of curl that it uses."""
    words = shlex.split(curl)
    assert words[:2] == ["curl", "-i"]
    method, headers, url, body = "GET", dict[str, str](), "", None
    rest = iter(words[2:])
    for word in rest:
        if word == "-X":
            method = next(rest)
        elif word == "-H":
            name, _, value = next(rest).partition(": ")
            headers[name.lower()] = value
        elif word == "-d":
            body = next(rest).encode()
        else:
            url = word
    port, _, target = url.removeprefix("http://127.0.0.1:").partition("/")
    return call(int(port), method, "/" + target, headers, body=body)


def test_every_printed_call_answers_what_it_says(demo: Process) -> None:
    lines = demo.out.read_text().splitlines()
    printed = [(line[2:5], lines[at + 1]) for at, line in enumerate(lines) if line.startswith("# ")]
    assert [status for status, _ in printed] == ["200", "200", "422", "401", "403", "404"]
    for status, curl in printed:
        assert str(_answer(curl).status) == status, curl


def test_it_prints_a_token_for_each_role_and_the_docs(demo: Process, ports: Ports) -> None:
    banner = demo.out.read_text()
    assert f"http://127.0.0.1:{ports.gateway}/docs" in banner
    for user in ("viewer", "manager", "admin"):
        token = next(line.split()[1] for line in banner.splitlines() if line.split()[:1] == [user])
        assert call(ports.gateway, "GET", f"/users/{user}", token=token).status == 200


def test_a_second_demo_says_which_ports_are_taken(demo: Process, ports: Ports) -> None:
    argv = [sys.executable, "-m", "entrypoints.cli.main", "demo", "--port", str(ports.gateway)]
    ended = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert ended.returncode == 1
    assert f"port {ports.gateway} for gateway is taken" in ended.stderr
    assert "--port" in ended.stderr


def test_ctrl_c_leaves_no_process_and_no_folder(demo: Process, ports: Ports) -> None:
    assert demo.end(signal.SIGINT) == 0
    assert not any(map(accepts, astuple(ports)))
    assert list((demo.out.parent / "temporary").iterdir()) == []
