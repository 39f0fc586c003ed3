"""How answers are compressed compiles: types that are types."""

import pytest

from domain.message.compression import DEFAULT_TYPES, Compression
from domain.message.media_type import MediaTypes
from domain.plan.compression import compile_compression
from domain.spec.fault import Fault
from domain.spec.server import CompressSpec
from tests.unit.domain.builders import codes, texts


def test_where_nothing_is_written_every_coding_and_the_usual_types_are_compressed_from_1_kib() -> None:
    expected = Compression(("zstd", "br", "gzip"), MediaTypes.of(DEFAULT_TYPES), 1024)
    assert compile_compression(CompressSpec(), []) == expected


def test_written_types_stand_in_place_of_the_usual_ones() -> None:
    spec = CompressSpec(("gzip",), texts("text/event-stream", "image/*"), 1)
    assert compile_compression(spec, []) == Compression(("gzip",), MediaTypes.of(("text/event-stream", "image/*")), 1)


@pytest.mark.parametrize("written", ["json", "*/*", "text/plain; charset=utf-8", "Text/Plain"])
def test_what_is_no_type_is_a_fault(written: str) -> None:
    faults: list[Fault] = []
    compile_compression(CompressSpec(types=texts(written)), faults)
    assert codes(faults) == ["media-type-malformed"]
