"""A raw caller: bytes out, everything until the end in; and the answers that these bytes are."""

import json
import socket
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class RawAnswer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def reason(self) -> str:
        return str(self.json()["reason"])

    def json(self) -> Any:
        return json.loads(self.body)


def talk(port: int, *pieces: bytes, seconds: float = 10.0) -> bytes:
    """Sends `pieces`, each in a segment of its own, and reads until the other side ends the connection."""
    with socket.create_connection(("127.0.0.1", port), seconds) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            for piece in pieces:
                connection.sendall(piece)
        except OSError:
            pass  # it was refused while it was sent; the answer says why
        return until_end(connection)


def until_end(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(65536), b""))


def answers(received: bytes) -> list[RawAnswer]:
    """The whole answers in what was received. A length is known of each, or the connection's end is the end."""
    found = []
    while received:
        head, _, rest = received.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        status = int(lines[0].split(" ")[1])
        length = 0 if status in (100, 204, 304) else int(headers.get("content-length", len(rest)))
        found.append(RawAnswer(status, headers, rest[:length]))
        received = rest[length:]
    return found
