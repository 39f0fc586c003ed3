"""The pages with commands, done for real: in order, in one folder, and compared with what the pages show."""

import shutil
from pathlib import Path

import pytest

from tests.docs.kinds import Kind, file_name, kind_of
from tests.docs.markdown import PAGES, ROOT, Block, blocks
from tests.docs.resemblance import resembles
from tests.docs.shell import Shell

NEEDED = [tool for tool in ("bash", "curl") if not shutil.which(tool)]
pytestmark = [pytest.mark.e2e, pytest.mark.skipif(bool(NEEDED), reason=f"needs {' and '.join(NEEDED)}")]
WALKS = [page for page in PAGES if any(kind_of(block) is Kind.COMMANDS for block in blocks(page))]
README = ROOT / "README.md"


def walked(page: Path, shell: Shell) -> list[tuple[Block, str]]:
    """Every block of commands, with what it printed."""
    done: list[tuple[Block, str]] = []
    for block in blocks(page):
        match kind_of(block):
            case Kind.SAVED | Kind.CONFIGURATION | Kind.CASES if file_name(block):
                shell.save(file_name(block), block.text)
            case Kind.COMMANDS:
                done.append((block, shell.run(block.text)))
            case Kind.OUTPUT:
                printed = done[-1][1]
                assert resembles(printed, block.text), f"{block} shows\n{block.text}\nbut it was\n{printed}"
            case _:
                pass
    return done


@pytest.mark.parametrize("page", [page for page in WALKS if page != README], ids=lambda page: page.stem)
def test_a_page_can_be_done_as_it_says(page: Path, tmp_path: Path) -> None:
    with Shell(tmp_path) as shell:
        commands = "".join(block.text for block, _ in walked(page, shell))
        saved = [file_name(block) for block in blocks(page) if kind_of(block) is Kind.SAVED]
        assert [name for name in saved if name not in commands] == []
        if page.stem == "tutorial":
            assert not shell.serves("8080"), "the tutorial stops what it has started"
            assert not shell.serves("9000"), "the tutorial stops what it has started"


def test_the_readmes_own_configuration_answers_as_its_comments_say(tmp_path: Path) -> None:
    with Shell(tmp_path) as shell:
        (_, printed), (_, asked) = walked(README, shell)
    assert "6 cases: 6 passed" in asked
    assert "permission notes:write is missing" in asked
    assert "OPENED: 403 permission-missing -> let in" in asked
    assert "gateway.yaml: no fault" in printed
    assert "permission notes:write" in printed
    assert "HTTP/1.1 502" in printed
    assert "HTTP/1.1 403" in printed
    assert '"reason":"permission-missing"' in printed
