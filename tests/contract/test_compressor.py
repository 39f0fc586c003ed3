"""The compressor's contract: what is decoded is what went in, at once and to the end. On the fake and every adapter."""

import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import brotli
import pytest
import zstandard

from adapters.compression.brotli_br import BrotliCompressor
from adapters.compression.zlib_gzip import GzipCompressor
from adapters.compression.zstandard_zstd import ZstandardCompressor
from application.ports.compression import Compressor
from tests.fakes.compression import FakeCompressor, FakeDecompressor

MEBIBYTE = 1024 * 1024


class BrotliReader:
    """Brotli's own, under the names of the others."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def decompress(self, data: bytes) -> bytes:
        found: bytes = self._stream.process(data)
        return found

    @property
    def eof(self) -> bool:
        return bool(self._stream.is_finished())


@dataclass(frozen=True)
class Coding:
    compressor: Callable[[], Compressor]
    reader: Callable[[], Any]


CODINGS = {
    "gzip": Coding(GzipCompressor, lambda: zlib.decompressobj(wbits=31)),
    "br": Coding(BrotliCompressor, BrotliReader),
    "zstd": Coding(ZstandardCompressor, lambda: zstandard.ZstdDecompressor().decompressobj()),
    "fake": Coding(FakeCompressor, FakeDecompressor),
}
REAL = ("gzip", "br", "zstd")  # the fake only says what it was told
LINES = [b'{"line": %d}\n' % number for number in range(50)]
NOISE = random.Random(7)


@pytest.fixture(params=CODINGS)
def coding(request: pytest.FixtureRequest) -> Coding:
    return CODINGS[request.param]


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([], id="nothing"),
        pytest.param([b"x"], id="one byte"),
        pytest.param(LINES, id="lines"),
        pytest.param([b"a" * MEBIBYTE, b"b"], id="a large piece and a small one"),
        pytest.param([NOISE.randbytes(300_000) for _ in range(4)], id="noise"),
    ],
)
def test_what_is_decoded_is_what_went_in(coding: Coding, pieces: list[bytes]) -> None:
    compressor, reader = coding.compressor(), coding.reader()
    coded = [*map(compressor.take, pieces), compressor.end()]
    assert b"".join(map(reader.decompress, coded)) == b"".join(pieces)
    assert reader.eof


def test_every_piece_can_be_read_as_soon_as_it_was_taken(coding: Coding) -> None:
    compressor, reader = coding.compressor(), coding.reader()
    for line in LINES:
        assert reader.decompress(compressor.take(line)) == line


def test_a_body_without_its_end_does_not_look_whole(coding: Coding) -> None:
    compressor, reader = coding.compressor(), coding.reader()
    reader.decompress(compressor.take(b"half"))
    assert not reader.eof


def test_neither_a_piece_nor_the_end_is_coded_as_nothing(coding: Coding) -> None:
    compressor = coding.compressor()
    assert all(map(compressor.take, LINES))
    assert compressor.end()


def test_two_bodies_at_once_do_not_meet(coding: Coding) -> None:
    one, other = coding.compressor(), coding.compressor()
    first, second = one.take(b"one"), other.take(b"other")
    assert coding.reader().decompress(first + one.end()) == b"one"
    assert coding.reader().decompress(second + other.end()) == b"other"


@pytest.mark.parametrize("name", REAL)
def test_what_repeats_gets_smaller_also_across_pieces(name: str) -> None:
    compressor, row = CODINGS[name].compressor(), NOISE.randbytes(1000)
    assert len(compressor.take(row)) > 900
    assert len(compressor.take(row)) < 100


@pytest.mark.parametrize("name", REAL)
def test_a_reader_needs_no_more_than_a_small_window(name: str) -> None:
    """What was said half a mebibyte ago is forgotten: an open stream costs kilobytes, on both sides."""
    compressor, row = CODINGS[name].compressor(), NOISE.randbytes(1000)
    compressor.take(row)
    compressor.take(NOISE.randbytes(MEBIBYTE // 2))
    assert len(compressor.take(row)) > 900
