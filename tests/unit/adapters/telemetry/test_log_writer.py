"""Writing lines: whole ones, in order, and never at the expense of who makes them."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from select import PIPE_BUF

import pytest

from adapters.telemetry.log_writer import LogWriter, pieces_of

LINES = [b'{"n":%d}\n' % number for number in range(2000)]
SEVERAL = """
import sys
from adapters.telemetry.log_writer import LogWriter
writer = LogWriter()
for batch in range(20):
    pad = b"x" * 300
    named = [(sys.argv[1].encode(), batch * 50 + number, pad) for number in range(50)]
    writer.take([b'{"worker":"%s","n":%d,"pad":"%s"}\\n' % one for one in named])
writer.close()
"""


def test_pieces_are_whole_lines_and_no_larger_than_a_pipe_takes_at_once() -> None:
    pieces = list(pieces_of(LINES))
    assert b"".join(pieces) == b"".join(LINES)
    assert all(piece.endswith(b"\n") and len(piece) <= PIPE_BUF for piece in pieces)


def test_a_line_that_is_longer_goes_as_a_stump_that_says_so() -> None:
    long = json.dumps({"path": "/" + "a" * 8000, "status": 200}).encode() + b"\n"
    (piece,) = pieces_of([long])
    assert json.loads(piece) == {"path": "/" + "a" * 255, "status": 200, "shortened": True}


def test_a_file_gets_every_line_in_order(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as file:
        writer = LogWriter(file.fileno())
        for line in LINES:
            assert writer.take([line])
        writer.close()
    assert (tmp_path / "log").read_bytes() == b"".join(LINES)


def test_a_reader_who_pauses_holds_up_nobody_and_the_backlog_is_bounded() -> None:
    reader, end = os.pipe()
    writer, line = LogWriter(end, backlog=1_000_000), b"x" * 999 + b"\n"
    taken = sum(writer.take([line]) for _ in range(5000))  # would wait for ever, were it to write
    assert taken <= 1_000 + 100  # the backlog, and what the pipe holds
    drained = threading.Thread(target=lambda: [None for _ in iter(lambda: os.read(reader, 65536), b"")])
    drained.start()
    writer.close()
    os.close(end)
    drained.join(20)
    os.close(reader)


def test_a_reader_who_has_gone_is_told_of_and_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    reader, end = os.pipe()
    os.close(reader)
    writer = LogWriter(end)
    assert writer.take([b"a\n"])
    assert writer.take([b"b\n"])
    writer.close()
    os.close(end)
    assert "were lost" in caplog.text
    assert writer.lost == 2


def test_a_pipe_that_somebody_made_non_blocking_loses_nothing() -> None:
    reader, end = os.pipe()
    os.set_blocking(end, False)
    writer = LogWriter(end)
    assert writer.take(LINES * 10) == len(LINES) * 10  # more than a pipe holds
    read = b""
    while len(read) < len(b"".join(LINES)) * 10:
        read += os.read(reader, 65536)
    assert read == b"".join(LINES) * 10
    writer.close()
    os.close(end)
    os.close(reader)


def test_what_there_is_room_for_is_taken_from_the_first_line_on() -> None:
    reader, end = os.pipe()
    writer = LogWriter(end, backlog=10)
    assert writer.take([b"1234\n", b"1234\n", b"1\n"]) == 2
    writer.close()
    os.close(end)
    os.close(reader)


def test_lines_of_several_processes_in_one_pipe_are_not_torn() -> None:
    reader, end = os.pipe()
    children = [subprocess.Popen([sys.executable, "-c", SEVERAL, name], stdout=end) for name in ("a", "b", "c")]
    os.close(end)
    with os.fdopen(reader, "rb") as said:
        lines = [json.loads(line) for line in said]
    assert [child.wait(20) for child in children] == [0, 0, 0]
    for name in ("a", "b", "c"):
        assert [line["n"] for line in lines if line["worker"] == name] == list(range(1000))
