"""The schema and the models agree: on every file without fault, and on files with a fault of shape."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from yaml import YAMLError

from adapters.config.reading import read_text
from entrypoints.faults import catalogue
from tests.docs.markdown import ROOT
from tests.docs.test_examples import ENVIRONMENT as OF_THE_DOCS
from tests.docs.test_examples import plan_of
from tests.golden.test_plans import ENVIRONMENT as OF_THE_PLANS
from tests.property.bending import bent
from tests.property.beyond import MOSTLY, NEVER, NO_DATA, Beyond
from tests.property.editor import NoData, complaints, data_of
from tests.property.good_files import good_files

GOOD = good_files()
ENVIRONMENT = {**OF_THE_DOCS, **OF_THE_PLANS, "BYTES": "\udcff", "NOTHING": ""}
SMALLEST = "version: 1\nroutes: {hello: {match: GET /, respond: {text: hello}, require: public}}\n"
searching = settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With the files that good ones name."""
    made = tmp_path_factory.mktemp("beside")
    plan_of(SMALLEST, made)
    (made / "order.schema.json").write_text('{"type": "object"}')
    (made / "checks.py").write_text("")
    (made / "latin-1").write_bytes(b"\xff")
    return made


def codes_of(text: str, folder: Path, *, of_documents: bool = True) -> set[str]:
    """What the models find, in the file and in the documents that it names."""
    found = read_text(text, "gateway.yaml", folder, ENVIRONMENT)
    faults = found if isinstance(found, tuple) else ()
    return {fault.code for fault in faults if of_documents or fault.at.file == "gateway.yaml"}


def agree(data: Any, folder: Path, text: str = "") -> None:
    written = text or json.dumps(data, ensure_ascii=False)
    codes, wrong = codes_of(written, folder, of_documents=False), complaints(data)
    if codes <= NEVER.keys():
        assert wrong == [], codes
    if codes - NEVER.keys() - MOSTLY.keys():
        assert wrong, codes


@pytest.mark.parametrize("name", GOOD)
def test_a_file_without_fault_is_taken(name: str, folder: Path) -> None:
    assert codes_of(GOOD[name], folder) <= NEVER.keys()
    assert complaints(data_of(GOOD[name])) == []


@pytest.mark.parametrize("file", sorted((ROOT / "tests/golden/faults").glob("*.yaml")), ids=lambda file: file.stem)
def test_a_file_with_faults_is_refused_where_they_are_of_shape(file: Path) -> None:
    try:
        text = file.read_text()
        data = data_of(text)
    except (UnicodeDecodeError, YAMLError, NoData):
        return
    agree(data, file.parent, text)


@searching
@given(st.data())
def test_a_file_that_was_bent_is_refused_by_both_or_by_none(folder: Path, data: st.DataObject) -> None:
    good = data_of(GOOD[data.draw(st.sampled_from(sorted(GOOD)))])
    agree(data.draw(bent(good)), folder)


@pytest.mark.parametrize(("code", "beyond"), [*NEVER.items(), *MOSTLY.items()], ids=[*NEVER, *MOSTLY])
def test_what_is_said_to_be_beyond_a_schema_is(code: str, beyond: Beyond, folder: Path) -> None:
    text = beyond.example if "version" in beyond.example else f"version: 1\n{beyond.example}"
    assert (codes_of(text, folder), complaints(data_of(text))) == ({code}, [])


def test_what_is_no_data_is_found_before_the_models_are_asked() -> None:
    assert NO_DATA.isdisjoint(NEVER.keys() | MOSTLY.keys())
    assert (NO_DATA | NEVER.keys() | MOSTLY.keys()) <= catalogue().keys()
