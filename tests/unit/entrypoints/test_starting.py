"""What a start begins with: what is written, what was good last, or a reason why there is nothing."""

from pathlib import Path

import pytest

from application.ports.config import ConfigSource, Written
from application.ports.last_good import LastGood
from entrypoints.offline import yaml_source
from entrypoints.starting import CannotStart, started

GOOD = """version: 1
routes: {hello: {match: "GET /hello", respond: {json: hi}, require: public}}
"""
BAD = GOOD + "bad: 1\n"


class FakeLastGood(LastGood):
    def __init__(self, source: ConfigSource | None = None, why_not: str | None = None) -> None:
        self.kept: list[tuple[Written, ...]] = []
        self._source, self._why_not = source, why_not

    def keep(self, edition: str, texts: tuple[Written, ...]) -> str | None:
        self.kept.append(texts)
        return self._why_not

    def source(self) -> ConfigSource | None:
        return self._source


def source(folder: Path, text: str, name: str = "gateway.yaml") -> ConfigSource:
    (folder / name).write_text(text)
    return yaml_source(folder / name)


def test_what_is_good_is_served_and_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    last_good = FakeLastGood()
    first = started(source(tmp_path, GOOD), last_good)
    assert (first.record.active.trigger, first.record.refused, first.edition) == (
        "start",
        None,
        first.record.active.edition,
    )
    assert [text.text for text in last_good.kept[0]] == [GOOD]
    first.announce(("127.0.0.1", 9900))
    assert "the admin address is http://127.0.0.1:9900" in caplog.text
    assert "WARNING" not in caplog.text
    first.announce(("::", 9900))
    assert "http://[::]:9900" in caplog.text
    assert "can be reached from other machines" in caplog.text


def test_what_looks_wrong_is_told_and_served_all_the_same(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    text = GOOD.replace("routes:", 'upstreams: {idle: {targets: [{url: "http://idle:1"}]}}\nroutes:')
    first = started(source(tmp_path, text), None)
    first.announce(None)
    (told,) = [record for record in caplog.records if record.levelname == "WARNING"]
    assert told.getMessage().endswith(
        "upstream `idle` is unused: no route leads there; take it out, or use it [upstream-unused]"
    )


def test_what_is_bad_is_not_served_where_something_was_good(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    last_good = FakeLastGood(source(tmp_path, GOOD, "kept.yaml"))
    first = started(source(tmp_path, BAD), last_good)
    assert len(first.plan.routes) == 1
    assert first.record.active.trigger == "last-good"
    assert first.record.refused is not None
    assert [fault["code"] for fault in first.record.refused.faults] == ["key-unknown"]
    assert last_good.kept == []
    first.announce(None)
    assert "serving the last good configuration" in caplog.text
    assert "fault: " in caplog.text


def test_without_anything_good_the_faults_are_told(tmp_path: Path) -> None:
    bad = source(tmp_path, BAD)
    for last_good in (None, FakeLastGood()):
        with pytest.raises(CannotStart) as caught:
            started(bad, last_good)
        assert caught.value.faults is not None
        assert [fault.code for fault in caught.value.faults[0]] == ["key-unknown"]
        assert caught.value.of_the_last_good is None


def test_a_last_good_one_that_is_good_no_more_is_told_too(tmp_path: Path) -> None:
    with pytest.raises(CannotStart) as caught:
        started(source(tmp_path, BAD), FakeLastGood(source(tmp_path, "", "kept.yaml")))
    assert caught.value.of_the_last_good is not None
    assert [fault.code for fault in caught.value.of_the_last_good[0]] == ["file-empty"]


def test_a_folder_that_cannot_be_written_is_no_place_to_keep_anything(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="nothing can be kept there: no space"):
        started(source(tmp_path, GOOD), FakeLastGood(why_not="no space"))
