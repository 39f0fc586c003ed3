"""Every block of every page is checked by somebody, and the ones that need no process are checked here."""

import json
from collections import Counter
from pathlib import Path
from typing import cast

import pytest

from adapters.config.yaml_cases import YamlCaseSource
from adapters.config.yaml_source import YamlConfigSource, YamlTextSource
from adapters.telemetry.log_writer import LogWriter
from adapters.telemetry.orjson_access import OrjsonAccessLog
from application.exchange import Exchange
from domain.identity.principal import Principal
from domain.message.reason import CATALOGUE
from domain.message.refusal import Refusal, problem
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.spec import Spec
from tests.docs.documents import ORDERS_TEXT
from tests.docs.kinds import FRAGMENT, Kind, all_of, covering, file_name, kind_of
from tests.docs.markdown import PAGES, ROOT, Block, blocks
from tests.docs.wholes import whole
from tests.fakes.own_keys import pem_of

ENVIRONMENT = {"JWT_SECRET": "x" * 64, "ORDERS_HOST": "orders-1", "NIGHTLY_HASH": "ab" * 32}

EXAMPLES = [file for file in sorted((ROOT / "docs/examples").rglob("*.yaml")) if not file.name.endswith(".cases.yaml")]
PEM = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"


def plan_of(text: str, folder: Path) -> Plan:
    """Of a file beside which there are the files that the pages name."""
    held = {
        "keys/idp.pem": PEM,
        "keys/gateway.pem": pem_of("ES256"),
        "keys.yaml": "keys: []\n",
        "orders.openapi.json": ORDERS_TEXT,
    }
    secrets = (f"secrets/{name}" for name in ("jwt", "introspection", "auth", "redis"))
    for name in (*secrets, "keys/idp.json", "revoked.yaml", *held):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(held.get(name, "y" * 64))
    spec = YamlTextSource(text, "gateway.yaml", folder, ENVIRONMENT).read().spec
    plan = compile_plan(spec) if isinstance(spec, Spec) else spec
    assert isinstance(plan, Plan), "\n".join([*map(str, plan), text])
    return plan


def test_no_block_is_skipped() -> None:
    fences = sum(line.lstrip().startswith(("```", "~~~")) for page in PAGES for line in page.read_text().splitlines())
    found = [block for page in PAGES for block in blocks(page)]
    assert [str(block) for block in found if kind_of(block) is None] == []
    assert len(found) == fences / 2
    counted = Counter(map(kind_of, found))
    assert {kind: len(all_of(kind)) for kind in Kind} == counted
    assert all(counted[kind] for kind in Kind), counted


@pytest.mark.parametrize("block", all_of(Kind.ELSEWHERE), ids=str)
def test_what_is_not_run_here_names_a_file_that_covers_it(block: Block) -> None:
    assert covering(block).is_file()


@pytest.mark.parametrize("block", all_of(Kind.CASES), ids=str)
def test_policy_cases_can_be_read(block: Block, tmp_path: Path) -> None:
    head = "" if "version: 1" in block.text else "version: 1\n"
    (tmp_path / "a.cases.yaml").write_text(head + block.text)
    found = YamlCaseSource(tmp_path / "gateway.yaml").read()
    assert (found.faults, bool(found.specs)) == ((), "callers:" not in block.text or "expect" in block.text)


@pytest.mark.parametrize("block", all_of(Kind.CONFIGURATION), ids=str)
def test_a_whole_configuration_has_no_fault(block: Block, tmp_path: Path) -> None:
    for beside in blocks(block.page):
        if file_name(beside).endswith(".py"):
            (tmp_path / file_name(beside)).write_text(beside.text)
    assert plan_of(block.text, tmp_path).routes


@pytest.mark.parametrize("block", all_of(Kind.FRAGMENT), ids=str)
def test_a_fragment_has_no_fault_in_a_whole_configuration(block: Block, tmp_path: Path) -> None:
    path = block.comment.removeprefix(FRAGMENT).removeprefix(", ")
    assert plan_of(whole(block.text, path), tmp_path).routes


def test_a_fragment_with_a_fault_would_be_found(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="key-unknown"):
        plan_of(whole("leway: 5s\n", "identity.issuers.main"), tmp_path)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_an_example_file_has_no_fault(file: Path) -> None:
    spec = YamlConfigSource(file, {}).read().spec
    assert isinstance(spec, Spec)
    assert isinstance(compile_plan(spec), Plan)


@pytest.mark.parametrize("block", all_of(Kind.SNIPPET), ids=str)
def test_a_snippet_runs(block: Block) -> None:
    exec(compile(block.text, str(block), "exec"), {"__name__": "snippet"})


@pytest.mark.parametrize("block", all_of(Kind.RECORD), ids=str)
def test_a_record_is_as_the_program_writes_it(block: Block, tmp_path: Path) -> None:
    shown = json.loads(block.text)
    if "type" in shown:
        refusal = Refusal(CATALOGUE[shown["reason"]])
        assert shown == problem(refusal, instance=shown["instance"], request_id=shown["request_id"])
    else:
        assert shown.items() <= _logged(shown, tmp_path).items()


def _logged(shown: dict[str, object], folder: Path) -> dict[str, object]:
    """The line of the access log for a call like the one that is shown."""
    exchange = Exchange("", "", "", "", "", started=0.0)
    for name in shown.keys() & {*vars(exchange), *Exchange.__annotations__, *vars(Exchange)} - {"subject"}:
        setattr(exchange, name, shown[name])
    if "subject" in shown:
        roles = frozenset(cast(list[str], shown["roles"]))
        exchange.principal = Principal(str(shown["subject"]), roles, credential=str(shown["credential"]))
    exchange.seconds = float(str(shown["ms"])) / 1000
    with (folder / "access.log").open("wb") as file:
        log = OrjsonAccessLog(LogWriter(file.fileno()))
        log.finished(exchange)
        log.close()
    return {**json.loads((folder / "access.log").read_text()), "time": shown["time"]}
