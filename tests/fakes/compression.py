"""A coding that anybody can read: each piece between angle brackets, and a full stop at the end."""

from application.ports.compression import Compressor


class FakeCompressor(Compressor):
    def __init__(self) -> None:
        self.has_ended = False

    def take(self, piece: bytes) -> bytes:
        return b"%x<%b>" % (len(piece), piece)

    def end(self) -> bytes:
        self.has_ended = True
        return b"."


class FakeDecompressor:
    """What the pieces so far decode to, and whether the end's mark was among them."""

    def __init__(self) -> None:
        self._taken = b""
        self.eof = False

    def decompress(self, data: bytes) -> bytes:
        self._taken += data
        found = b""
        while b"<" in self._taken:
            size, _, rest = self._taken.partition(b"<")
            length = int(size, 16)
            found, self._taken = found + rest[:length], rest[length + 1 :]
        self.eof = self._taken == b"."
        return found
