"""The catalogue and the source know the same codes, and each example has the fault that it is for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.config.yaml_source import YamlConfigSource
from application.analysing import analysed
from application.compiling import compiled
from domain.plan.findings import SEVERITIES
from entrypoints.faults import ROOMS, Entry, catalogue
from entrypoints.offline import judges
from tests.docs.wholes import whole
from tests.fakes.own_keys import pem_of

ROOT = Path(__file__).resolve().parents[4]
SOURCE = [
    path
    for room in ("domain", "adapters/config", "application/cases", "entrypoints/control")
    for path in (ROOT / room).rglob("*.py")
]
ENVIRONMENT = {"JWT_SECRET": "a secret of the tests, " * 4}
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
EXAMPLES = [entry for entry in catalogue().values() if not entry.seen_in]
MAKERS = {
    "Fault": 1,
    "Finding": 0,
    "PydanticCustomError": 0,
    "_faulty": 1,
    "Complaint": 1,
    "Wrong": 1,
}  # which argument is the code


def codes_of(entry: Entry, text: str, folder: Path) -> set[str]:
    for name, held in entry.files.items():
        (folder / name).write_text(held)
    if entry.private_key:
        (folder / entry.private_key).write_text(pem_of("ES256"))
    path = folder / "gateway.yaml"
    path.write_text(text if entry.is_raw else whole(text.lstrip("\n")))
    edition = YamlConfigSource(path, ENVIRONMENT).read()
    outcome = compiled(edition, judges)
    if isinstance(outcome, tuple):
        return {fault.code for fault in outcome}
    return {finding.code for finding in analysed(edition, outcome)} if entry.code in SEVERITIES else set()


@pytest.mark.parametrize("entry", EXAMPLES, ids=lambda entry: entry.code)
def test_a_wrong_example_has_its_fault_and_a_right_one_has_none(entry: Entry, tmp_path: Path) -> None:
    assert entry.code in codes_of(entry, entry.wrong, tmp_path)
    left = codes_of(entry, entry.right, tmp_path)
    assert entry.code not in left
    assert left <= SEVERITIES.keys()  # what is no fault may look wrong for another reason


@pytest.mark.parametrize(
    "entry", [entry for entry in catalogue().values() if entry.seen_in], ids=lambda entry: entry.code
)
def test_what_no_text_can_show_is_seen_in_a_test(entry: Entry) -> None:
    assert entry.code in (ROOT / entry.seen_in).read_text()
    assert not entry.wrong + entry.right


def test_every_code_that_the_source_writes_is_in_the_catalogue() -> None:
    assert sorted(set(_written()) - catalogue().keys()) == []


def test_every_code_of_the_catalogue_is_written_in_the_source_or_made_of_its_parts() -> None:
    """A code that is made (`{what}-malformed`) is held by its example, which has to have it."""
    made = {entry.code for entry in EXAMPLES}
    assert set(SEVERITIES) <= catalogue().keys()
    assert sorted(catalogue().keys() - set(_written()) - made) == []


def test_every_room_has_its_file_and_no_code_stands_in_two() -> None:
    files = {path.stem for path in (ROOT / "entrypoints/faults").glob("*.toml")}
    assert files == ROOMS.keys()
    headings = [line for room in ROOMS for line in _headings(room)]
    assert len(headings) == len(catalogue())


def test_every_code_and_meaning_reads_well() -> None:
    for entry in catalogue().values():
        assert CODE.fullmatch(entry.code)
        assert entry.means.endswith("."), entry.code


def _headings(room: str) -> list[str]:
    return re.findall(r"^\[.*\]$", (ROOT / f"entrypoints/faults/{room}.toml").read_text(), re.MULTILINE)


def _written() -> Iterator[str]:
    """The codes that stand in the source as such, in calls that make faults; and those made of a word and an ending."""
    trees = [ast.parse(path.read_text()) for path in SOURCE]
    for tree in trees:
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = _name(call)
            texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if name in MAKERS:
                at = MAKERS[name]
                code = call.args[at] if len(call.args) > at else None
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value
            elif name == "_chosen":
                yield from (text for text in texts[:1] if CODE.fullmatch(text))
            elif name == "unknown" and texts:
                yield f"{texts[0]}-unknown"
            elif name == "only_entry":
                yield f"{texts[0]}-malformed"


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
