"""One child process of the demo: started, asked for its health, ended with all it started itself.

It runs in a session of its own, so the terminal's Ctrl-C reaches the demo alone; its output goes to a file, so nobody
has to read a pipe for it to go on.
"""

import http.client
import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from entrypoints.demo.tether import tethered

LAST_BYTES = 4000


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    argv: tuple[str, ...]
    port: int
    health: str = "/health"


class Child:
    def __init__(self, command: Command, folder: Path, env: Mapping[str, str]) -> None:
        self.command, self._log = command, folder / f"{command.name}.log"
        with self._log.open("wb") as output:
            self._process = subprocess.Popen(  # noqa: S603 - our own argv, no shell
                tethered(command.argv),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env=env,
            )

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def is_healthy(self) -> bool:
        """One try, 500 ms at most."""
        connection = http.client.HTTPConnection("127.0.0.1", self.command.port, timeout=0.5)
        try:
            connection.request("GET", self.command.health)
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def last_words(self) -> str:
        """How it ended, and the end of what it printed."""
        printed = self._log.read_bytes()[-LAST_BYTES:].decode(errors="replace").strip()
        return f"{self.command.name} ended with code {self._process.returncode}" + (f":\n{printed}" if printed else "")

    def terminate(self) -> None:
        """SIGTERM to the process itself: how to end its own children is its business first."""
        self._process.terminate()

    def kill(self) -> None:
        """SIGKILL to the whole group: nothing when it ended well, and the orphans when it didn't."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
