"""A rude upstream for whole-process tests: a threaded TCP server whose answer to each connection is a function."""

import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

Manners = Callable[[socket.socket, "Rude"], None]


class Rude:
    """`manners` gets each accepted connection after its request's head was read, on a thread of its own."""

    def __init__(self, manners: Manners, *, port: int = 0) -> None:
        self._manners = manners
        self._server = socket.create_server(("127.0.0.1", port), backlog=64)
        self.port: int = self._server.getsockname()[1]
        self.heads: list[bytes] = []
        self.taken: list[tuple[bytes, bytes]] = []  # heads and bodies, of `records`
        self.left = threading.Event()  # the gateway has closed a connection

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65536)
                if not piece:
                    return
                head += piece
            self.heads.append(head)
            try:
                self._manners(connection, self)
            except OSError:
                self.left.set()


def reset(connection: socket.socket) -> None:
    """Closes so that the other side sees a reset, not an end."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    connection.close()


def says(answer: bytes) -> Manners:
    def manners(connection: socket.socket, _: Rude) -> None:
        connection.sendall(answer)

    return manners


def records(connection: socket.socket, rude: Rude) -> None:
    """Takes the whole request, keeps its bytes, and answers 200."""
    head, _, body = rude.heads[-1].partition(b"\r\n\r\n")
    length = next((int(line[16:]) for line in head.split(b"\r\n") if line.startswith(b"content-length: ")), 0)
    is_chunked = b"\r\ntransfer-encoding: chunked" in head
    while (is_chunked and not body.endswith(b"0\r\n\r\n")) or len(body) < length:
        piece = connection.recv(65536)
        if not piece:
            return
        body += piece
    rude.taken.append((head, body))
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok")


def hangs(connection: socket.socket, rude: Rude) -> None:
    """Says nothing until the gateway leaves."""
    connection.recv(1)
    rude.left.set()


def resets(connection: socket.socket, _: Rude) -> None:
    reset(connection)


def breaks_off(connection: socket.socket, _: Rude) -> None:
    """Half an answer, then a reset."""
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf")
    reset(connection)


def breaks_off_chunked(connection: socket.socket, _: Rude) -> None:
    """Half an answer of unknown length, then a clean end that is none."""
    connection.sendall(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n")


def pours(connection: socket.socket, rude: Rude) -> None:
    """A body without end, until the gateway leaves."""
    connection.sendall(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
    piece = b"10000\r\n" + bytes(65536) + b"\r\n"
    try:
        while True:
            connection.sendall(piece)
    except OSError:
        rude.left.set()
