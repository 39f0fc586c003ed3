"""Callers that do not stop, each on a connection of its own, and what they were answered and when."""

import http.client
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import jwt

SECRET = "a secret of at least thirty-two bytes"
CONFIG = """version: 1
identity:
  revocation: {{{revocation}, every: 200ms, stale_for: 3s}}
  issuers:
    main:
      issuer: https://idp.example
      audience: [shop]
      keys: {{secret: "a secret of at least thirty-two bytes"}}
      algorithms: [HS256]
routes:
  guarded: {{match: GET /guarded, respond: {{text: in}}, require: authenticated}}
  open: {{match: GET /open, respond: {{text: in}}, require: public}}
"""


def configured(folder: Path, name: str, revocation: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(CONFIG.format(revocation=revocation))
    return path


def token(jti: str, subject: str = "ada", issued: float | None = None) -> str:
    now = int(time.time())
    claims: dict[str, Any] = {"iss": "https://idp.example", "aud": "shop", "sub": subject, "exp": now + 3600}
    return jwt.encode({**claims, "iat": int(issued or now - 5), "jti": jti}, SECRET, "HS256")


class Caller(threading.Thread):
    """`seen` is the moment, the seconds and the status of each answer so far."""

    def __init__(self, port: int, bearer: str, over: threading.Event, path: str = "/guarded") -> None:
        super().__init__(daemon=True)
        self.seen: list[tuple[float, float, int]] = []
        self.failures: list[str] = []
        self._port, self._path, self._over = port, path, over
        self._headers = {"authorization": f"Bearer {bearer}"}

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=20)
        while not self._over.wait(0.005):
            began = time.monotonic()
            try:
                connection.request("GET", self._path, headers=self._headers)
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException) as error:
                if isinstance(error, http.client.RemoteDisconnected | ConnectionResetError):
                    connection.close()  # a connection that was idle when its worker stopped: asked again on another
                    continue
                self.failures.append(repr(error))
                return
            self.seen.append((began, time.monotonic() - began, answer.status))
        connection.close()

    def last(self) -> int:
        return self.seen[-1][2] if self.seen else 0

    def since(self, moment: float) -> list[tuple[float, int]]:
        return [(seconds, status) for began, seconds, status in tuple(self.seen) if began >= moment]


class Calling:
    """Several callers, from the beginning of a block to its end."""

    def __init__(self, *callers: Sequence[Caller], over: threading.Event) -> None:
        self.callers = [one for several in callers for one in several]
        self._over = over

    def __enter__(self) -> Self:
        for caller in self.callers:
            caller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        for caller in self.callers:
            caller.join(30)
        assert [failure for caller in self.callers for failure in caller.failures] == []

    def all_hear(self, status: int) -> bool:
        return all(caller.last() == status for caller in self.callers)
