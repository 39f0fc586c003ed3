"""The import contracts hold, and no package lies beyond their reach."""

import pytest

from tests.architecture.contracts import CONTAINER, CONTRACTS, INSIDE, LINTER, STRANGERS, lint
from tests.architecture.tree import ROOMS, ROOT, packages


def children(room: str) -> set[str]:
    """Packages and modules directly in a room, as import-linter names them."""
    folders = {folder.name for folder in packages(room) if folder.parent.name == room}
    files = {file.stem for file in (ROOT / room).glob("*.py")} - {"__init__"}
    return {f"{room}.{name}" for name in folders | files}


def test_every_contract_holds() -> None:
    run = lint(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_contracts_are_about_every_room() -> None:
    assert LINTER["root_packages"] == list(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_every_folder_with_source_is_a_package_since_the_linter_sees_no_other(room: str) -> None:
    assert [folder for folder in packages(room) if not (folder / "__init__.py").exists()] == []


def test_every_folder_of_the_domain_has_its_layer() -> None:
    layers = {name.strip() for layer in CONTRACTS[INSIDE]["layers"] for name in layer.split("|")}
    assert layers == children("domain")


def test_every_kind_of_adapter_is_kept_from_the_others() -> None:
    assert set(CONTRACTS[STRANGERS]["modules"]) == children("adapters")


def test_every_entrypoint_but_the_container_is_kept_from_naming_adapters() -> None:
    assert set(CONTRACTS[CONTAINER]["source_modules"]) == children("entrypoints") - {
        "entrypoints.container",
        "entrypoints.opening",
        "entrypoints.offline",
    }
