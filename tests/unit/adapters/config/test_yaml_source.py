"""Files: what can't be read, decoded or held is a fault, and whatever the bytes, nothing raises."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.config import yaml_file
from adapters.config.yaml_folder import LARGEST
from adapters.config.yaml_source import YamlConfigSource, YamlTextSource
from domain.plan.compile import compile_plan
from domain.spec.spec import Spec

SHOP = (Path(__file__).parents[4] / "tests/golden/plans/smallest.yaml").read_bytes()
PIECES = (b"{", b"}", b"[", b"]", b": ", b"- ", b"\n", b'"', b"'", b"&a ", b"*a ", b"!t ", b"<<", b"${X}", b"${", b"~")
FREELY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gateway.yaml"


def _codes(path: Path) -> list[str]:
    faults = YamlConfigSource(path, {}).read().spec
    assert isinstance(faults, tuple)
    return [fault.code for fault in faults]


def test_a_folder_without_a_file_of_ours_is_a_fault(tmp_path: Path) -> None:
    assert _codes(tmp_path) == ["folder-empty"]


def test_a_name_with_a_zero_byte_can_not_be_read(tmp_path: Path) -> None:
    assert _codes(tmp_path / "a\0b") == ["file-unreadable"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_can_not_be_read(path: Path) -> None:
    path.write_bytes(SHOP)
    path.chmod(0)
    assert _codes(path) == ["file-unreadable"]


def test_a_file_of_a_mebibyte_is_read_and_one_byte_more_is_not(path: Path) -> None:
    path.write_bytes(SHOP.ljust(LARGEST, b"\n"))
    assert isinstance(YamlConfigSource(path, {}).read().spec, Spec)
    path.write_bytes(SHOP.ljust(LARGEST + 1, b"\n"))
    assert _codes(path) == ["file-large"]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + SHOP.replace(b"\n", b"\r\n"))
    assert isinstance(YamlConfigSource(path, {}).read().spec, Spec)


def test_a_source_shows_neither_its_text_nor_its_environment(path: Path) -> None:
    shown = repr(YamlTextSource("hunter2", "a", path, {"A": "hunter2"})) + repr(
        YamlConfigSource(path, {"A": "hunter2"})
    )
    assert "hunter2" not in shown


def _read(path: Path, content: bytes) -> None:
    """Reads, compiles, and prints as `limen check` would: each fault on a line of its own."""
    path.write_bytes(content)
    outcome = YamlConfigSource(path, {"X": "1"}).read().spec
    if isinstance(outcome, Spec):
        assert outcome == YamlConfigSource(path, {"X": "1"}).read().spec
        compile_plan(outcome)
    else:
        assert outcome
        assert all(str(fault).isprintable() for fault in outcome)


@FREELY
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore")))
def test_nothing_raises_whatever_the_bytes(path: Path, content: bytes) -> None:
    _read(path, content)


@FREELY
@given(data=st.data())
def test_nothing_raises_for_a_mutated_shop(path: Path, data: st.DataObject) -> None:
    content = SHOP
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 12)))
        content = content[:start] + data.draw(st.sampled_from(PIECES) | st.binary(max_size=3)) + content[end:]
    _read(path, content)


@pytest.mark.parametrize(
    "piece", ["[", "{", "{a: ", "- ", "? ", "a:\n", '"', "'", "!", "&", "*a,", "%", "|", ">", "---\n"]
)
def test_a_file_full_of_one_thing_ends_soon(path: Path, piece: str) -> None:
    _read(path, piece.encode() * 3000)


def test_a_pipe_that_nobody_writes_to_is_a_fault_soon(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the place of a watched file it would hold up every reload."""
    monkeypatch.setattr(yaml_file, "_PATIENCE", 0.05)
    os.mkfifo(path)
    assert _codes(path) == ["file-unreadable"]


def test_a_pipe_is_read_to_its_end_however_slow_its_writer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_file, "_PATIENCE", 0.05)
    os.mkfifo(path)
    writer = os.open(path, os.O_RDWR)
    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(lambda: YamlConfigSource(path, {"IDENTITY_PORT": "1"}).read().spec)
        with pytest.raises(TimeoutError):
            reading.result(timeout=0.2)
        file = os.open(path, os.O_WRONLY)
        os.close(writer)
        with os.fdopen(file, "wb") as pipe:
            pipe.write(SHOP)
        assert isinstance(reading.result(timeout=10), Spec)
