"""Zstandard (RFC 8878) by the `zstandard` binding. Its window is far below the 8 MiB that readers grant (RFC 9659)."""

from zstandard import COMPRESSOBJ_FLUSH_BLOCK, ZstdCompressionParameters, ZstdCompressor

from application.ports.compression import Compressor

LEVEL = 3
_WINDOW_LOG = 18  # 256 KiB; the level's own 2 MiB would be held by every open stream
_PARAMETERS = ZstdCompressionParameters.from_level(LEVEL, window_log=_WINDOW_LOG)


class ZstandardCompressor(Compressor):
    def __init__(self) -> None:
        self._stream = ZstdCompressor(compression_params=_PARAMETERS).compressobj()

    def take(self, piece: bytes) -> bytes:
        return self._stream.compress(piece) + self._stream.flush(COMPRESSOBJ_FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._stream.flush()
