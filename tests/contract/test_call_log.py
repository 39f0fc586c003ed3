"""Access logs are read back line by line: plain, compressed or from standard input, with whatever else is in them."""

import gzip
import io
from pathlib import Path

import pytest

from adapters.telemetry.orjson_reading import OrjsonCallLog
from application.ports.call_log import Line

TEXT = b'{"event":"request"}\nsomebody else\n\n[1]\n{"a":2}'
LINES = [(1, {"event": "request"}), (2, None), (4, None), (5, {"a": 2})]


def read(*files: Path, stdin: bytes = b"") -> list[Line]:
    return list(OrjsonCallLog(files, io.BufferedReader(io.BytesIO(stdin))).lines())


def test_a_file_is_read_with_the_numbers_of_its_lines(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    log.write_bytes(TEXT)
    assert read(log) == [Line(str(log), number, fields) for number, fields in LINES]


def test_a_compressed_file_is_known_by_its_bytes_and_several_are_read_in_turn(tmp_path: Path) -> None:
    packed, plain = tmp_path / "access.log.1", tmp_path / "access.log"
    packed.write_bytes(gzip.compress(TEXT))
    plain.write_bytes(b'{"b":1}\n')
    assert [(line.number, line.fields) for line in read(packed, plain)] == [*LINES, (1, {"b": 1})]


@pytest.mark.parametrize("stdin", [TEXT, gzip.compress(TEXT)], ids=["plain", "compressed"])
def test_a_dash_is_standard_input(stdin: bytes) -> None:
    assert [(line.file, line.number) for line in read(Path("-"), stdin=stdin)] == [("stdin", n) for n, _ in LINES]


def test_an_empty_log_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert read(tmp_path / "empty") == []


@pytest.mark.parametrize("damage", [lambda packed: packed[:-9], lambda packed: packed[:12] + b"\xff" * 20])
def test_a_damaged_file_is_an_error_of_reading(tmp_path: Path, damage: object) -> None:
    log = tmp_path / "access.log.gz"
    log.write_bytes(damage(gzip.compress(TEXT * 50)))  # type: ignore[operator]
    with pytest.raises(OSError, match=r".+"):
        read(log)


def test_a_file_that_is_not_there_is_an_error_of_reading(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        read(tmp_path / "nowhere")
