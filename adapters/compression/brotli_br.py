"""Brotli (RFC 7932) by Google's own binding."""

import brotli

from application.ports.compression import Compressor

QUALITY = 4
_WINDOW_LOG = 18  # 256 KiB


class BrotliCompressor(Compressor):
    def __init__(self) -> None:
        self._stream = brotli.Compressor(quality=QUALITY, lgwin=_WINDOW_LOG)

    def take(self, piece: bytes) -> bytes:
        taken: bytes = self._stream.process(piece) + self._stream.flush()
        return taken

    def end(self) -> bytes:
        last: bytes = self._stream.finish()
        return last
