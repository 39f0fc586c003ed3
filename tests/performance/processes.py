"""Processes: started on a core, waited for, and what a family of them has used."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from tests.performance.figures import BadRun

Process = subprocess.Popen[bytes]
_TICK = os.sysconf("SC_CLK_TCK")


@contextmanager
def running(command: Sequence[str], core: str, log: Path, env: Mapping[str, str] | None = None) -> Iterator[Process]:
    """What it says goes to /dev/null (an access log, for one), what it complains of to a file."""
    with log.open("ab") as complaints:
        whole = ["taskset", "-c", core, *command]
        process = subprocess.Popen(
            whole, stdout=subprocess.DEVNULL, stderr=complaints, env={**os.environ, **(env or {})}
        )
    try:
        yield process
    finally:
        _end(process)


def _end(process: Process) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """Another one each time: a port of the last run is held by its closed connections for a minute."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def pause(seconds: float) -> None:
    Event().wait(seconds)


def wait_for(port: int, path: str, token: str, seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while (status := status_of(port, path, token)) != 200:
        if time.monotonic() > deadline:
            raise BadRun(f"port {port} answers {status} to {path}")
        pause(0.1)


def status_of(port: int, path: str, token: str) -> int:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(asked, timeout=5) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def family(pid: int) -> list[int]:
    found, todo = [], [pid]
    while todo:
        found.append(todo.pop())
        for children in Path(f"/proc/{found[-1]}/task").glob("*/children"):
            todo += [int(one) for one in _read(children).split()]
    return found


def cpu_seconds(pid: int) -> dict[int, float]:
    """Of each process of a family, in user and kernel; without threads of the kernel that work for it."""
    used = {}
    for member in family(pid):
        if text := _read(Path(f"/proc/{member}/stat")):
            fields = text.rsplit(") ", 1)[1].split()
            used[member] = (int(fields[11]) + int(fields[12])) / _TICK
    return used


def resident_mib(pid: int) -> float:
    texts = (_read(Path(f"/proc/{one}/status")) for one in family(pid))
    return sum(int(found[1]) for text in texts if (found := re.search(r"VmRSS:\s+(\d+)", text))) / 1024


def core_times(core: int) -> tuple[int, int]:
    """(busy, all) ticks of a core since the machine began."""
    line = next(one for one in _read(Path("/proc/stat")).splitlines() if one.startswith(f"cpu{core} "))
    ticks = [int(one) for one in line.split()[1:9]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it ended meanwhile
        return ""
