"""gzip (RFC 1952) by the standard library's zlib. The header has no time and no name: the same body, the same bytes."""

import zlib

from application.ports.compression import Compressor

LEVEL = 5
_GZIP_WRAPPED = 16 + 15  # the wrapper, and a window of 32 KiB


class GzipCompressor(Compressor):
    def __init__(self) -> None:
        self._stream = zlib.compressobj(LEVEL, wbits=_GZIP_WRAPPED)

    def take(self, piece: bytes) -> bytes:
        return self._stream.compress(piece) + self._stream.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        return self._stream.flush(zlib.Z_FINISH)
