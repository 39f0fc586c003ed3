"""The demo's processes, for real: however it ends, no process and no folder stays.

A demo under test carries a mark in its environment, which every process that it starts inherits; its temporary folders
go into a folder of ours. What is left is what still carries the mark, or lies there.
"""

import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Event
from uuid import uuid4

import jwt
import pytest

from entrypoints.demo.child import Command
from entrypoints.demo.command import child_env
from entrypoints.demo.ports import Ports
from entrypoints.demo.processes import Processes
from entrypoints.demo.signals import Signals

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("demo_with_stand_in.py")
NEVER_HEALTHY = "import signal; signal.pause()"
STUBBORN = "import signal, subprocess; signal.signal(signal.SIGTERM, signal.SIG_IGN); subprocess.run(['sleep', '600'])"


def until(claim: Callable[[], bool], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        Event().wait(0.02)


def marked(mark: str) -> dict[int, str]:
    """Command lines of the processes that carry the mark, by pid."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (process / "environ").read_bytes():
                found[int(process.name)] = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
    return found


def free_ports() -> Ports:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(4)]
        return Ports(*(each.getsockname()[1] for each in sockets))


class Demo:
    """A demo in a process group of its own, like one that a shell started."""

    def __init__(self, folder: Path, ports: Ports) -> None:
        self.ports, self.mark, self.folder = ports, f"LIMEN_MARK={uuid4()}", folder
        name, value = self.mark.split("=")
        self.process = subprocess.Popen(
            [sys.executable, str(SCRIPT), *map(str, (ports.gateway, *ports.services().values()))],
            cwd=folder,
            env={**os.environ, name: value, "TMPDIR": str(folder), "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,
        )

    def banner(self) -> list[str]:
        """Its lines, once the last one is out."""
        assert self.process.stdout is not None
        lines: list[str] = []
        for line in self.process.stdout:
            lines.append(line.rstrip("\n"))
            if len(lines) > 1 and lines[-2].startswith("# 404"):
                return lines
        pytest.fail(f"no banner: {self.process.communicate()[1]}")

    def end(self) -> tuple[int, str]:
        _, said = self.process.communicate(timeout=15)
        return self.process.returncode, said

    def left(self) -> tuple[dict[int, str], list[Path]]:
        return marked(self.mark), list(self.folder.iterdir())

    def clean_up(self) -> None:
        for pid in marked(self.mark):
            os.kill(pid, signal.SIGKILL)
        self.process.communicate()


NOTHING: tuple[dict[int, str], list[Path]] = ({}, [])


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    started = Demo(tmp_path, free_ports())
    try:
        yield started
    finally:
        started.clean_up()


def test_a_demo_prints_calls_to_paste_and_ctrl_c_leaves_nothing(demo: Demo) -> None:
    lines = demo.banner()
    says_and_calls = [(line, lines[at + 1]) for at, line in enumerate(lines) if line.startswith("# ")]
    assert [says[:6] for says, _ in says_and_calls] == [
        "# 200:", "# 200:", "# 422:", "# 401:", "# 403:", "# 404:",
    ]  # fmt: skip
    assert all(shlex.split(call)[:2] == ["curl", "-i"] for _, call in says_and_calls)
    assert f"http://127.0.0.1:{demo.ports.gateway}/docs" in "\n".join(lines)

    with urllib.request.urlopen(f"http://127.0.0.1:{demo.ports.identity}/.well-known/jwks.json") as answer:
        key = jwt.PyJWKSet.from_dict(json.load(answer)).keys[0]
    tokens = {found[1]: found[2] for line in lines if (found := re.fullmatch(r"  (\w+) +(eyJ\S+)", line))}
    assert {user: jwt.decode(token, key, audience="shop-api")["roles"] for user, token in tokens.items()} == {
        user: [user] for user in ("viewer", "manager", "admin")
    }
    assert tokens["viewer"] in shlex.split(says_and_calls[0][1])[-1]

    assert len(marked(demo.mark)) == 6  # the demo, its four children, and the gateway's own one
    os.killpg(demo.process.pid, signal.SIGINT)
    code, said = demo.end()
    assert (code, said.splitlines()[-1], demo.left()) == (0, "limen demo: stopped", NOTHING)


def test_an_impatient_second_ctrl_c_while_it_still_starts_leaves_nothing(demo: Demo) -> None:
    until(lambda: any("entrypoints.demo.service users" in line for line in marked(demo.mark).values()))
    os.killpg(demo.process.pid, signal.SIGINT)
    os.killpg(demo.process.pid, signal.SIGINT)
    assert (demo.end()[0], demo.left()) == (0, NOTHING)


under_nohup = pytest.mark.skipif(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN, reason="SIGHUP is ignored here")


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=under_nohup)])
def test_being_told_to_end_while_it_starts_leaves_nothing(demo: Demo, number: signal.Signals) -> None:
    until(lambda: any("entrypoints.demo.service users" in line for line in marked(demo.mark).values()))
    demo.process.send_signal(number)
    assert (demo.end()[0], demo.left()) == (0, NOTHING)


def test_a_service_that_dies_ends_everything_and_is_named(demo: Demo) -> None:
    demo.banner()
    (orders,) = (pid for pid, line in marked(demo.mark).items() if "entrypoints.demo.service orders" in line)
    os.kill(orders, signal.SIGKILL)
    code, said = demo.end()
    assert (code, said.splitlines()[-1], demo.left()) == (1, "limen demo: orders ended with code -9", NOTHING)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has PR_SET_PDEATHSIG")
def test_a_killed_demo_leaves_no_service_and_no_folder(demo: Demo) -> None:
    demo.banner()
    demo.process.kill()
    until(lambda: demo.left() == NOTHING)


def test_every_taken_port_is_named_at_once_with_the_flag_that_changes_it(tmp_path: Path) -> None:
    ports = free_ports()
    with socket.create_server(("127.0.0.1", ports.gateway)), socket.create_server(("127.0.0.1", ports.users)):
        demo = Demo(tmp_path, ports)
        code, said = demo.end()
    assert said.splitlines() == [
        f"limen demo: port {ports.gateway} for gateway is taken: choose another one with --port",
        f"limen demo: port {ports.users} for users is taken: choose another one with --users-port",
    ]
    assert (code, demo.left()) == (1, NOTHING)


def test_one_port_for_two_is_taken_the_second_time() -> None:
    port = free_ports().gateway
    (complaint,) = Ports(
        gateway=free_ports().gateway, identity=port, orders=port, users=free_ports().users
    ).complaints()
    assert complaint == f"port {port} for orders is taken: choose another one with --orders-port"


@pytest.fixture
def signals() -> Iterator[Signals]:
    with Signals() as entered:
        yield entered


def python(code: str) -> Command:
    return Command("orders", (sys.executable, "-c", code), free_ports().orders)


def test_a_child_that_dies_early_is_reported_with_what_it_printed(tmp_path: Path, signals: Signals) -> None:
    with Processes(tmp_path, signals, child_env(Ports())) as processes:
        ending = processes.start([python("import sys; print('no teapots'); sys.exit(3)")])
    assert ending is not None
    assert (ending.exit_code, ending.message) == (1, "orders ended with code 3:\nno teapots")


def test_a_child_that_never_answers_is_named_when_the_time_is_over(tmp_path: Path, signals: Signals) -> None:
    command = python(NEVER_HEALTHY)
    with Processes(tmp_path, signals, child_env(Ports())) as processes:
        ending = processes.start([command], limit_s=0.1)
    assert ending is not None
    assert (ending.exit_code, ending.message) == (1, f"no answer within 0.1 s: orders on port {command.port}")


def test_a_child_that_ignores_sigterm_is_killed_with_all_it_started(tmp_path: Path, signals: Signals) -> None:
    mark = str(uuid4())
    with Processes(tmp_path, signals, {**child_env(Ports()), "LIMEN_MARK": mark}, grace_s=0.1) as processes:
        processes.start([python(STUBBORN)], limit_s=0.0)
        until(lambda: any(line.startswith("sleep") for line in marked(mark).values()))
    until(lambda: marked(mark) == {})
