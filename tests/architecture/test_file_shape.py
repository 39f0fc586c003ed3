"""Small files, small functions, names that say something; and a test beside every file that decides something."""

import ast
from pathlib import PurePosixPath

from tests.architecture.tree import ROOMS, ROOT, packages, sources

LONGEST_FILE, LONGEST_FUNCTION = 200, 30  # lines
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "base", "manager", "managers", "misc"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.Module) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_source_file_is_long() -> None:
    counted = {file: len((ROOT / file).read_text().splitlines()) for file, _ in sources(*ROOMS)}
    assert {file: lines for file, lines in counted.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_long() -> None:
    long = [
        f"{file}:{function.lineno} {function.name} has {length(function)} lines"
        for file, tree in sources(*ROOMS)
        for function in functions(tree)
        if length(function) > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_file_and_no_folder_has_a_name_that_says_nothing() -> None:
    named = [
        *(folder for room in (*ROOMS, "tests") for folder in packages(room)),
        *(ROOT / file for file, _ in sources(*ROOMS, "tests")),
    ]
    assert [str(path) for path in named if path.stem in SAYS_NOTHING] == []


def test_every_file_of_the_domain_that_has_a_function_has_a_test_at_the_same_path() -> None:
    deciding = [PurePosixPath(file) for file, tree in sources("domain") if functions(tree)]
    tests = [ROOT / "tests" / "unit" / file.parent / f"test_{file.name}" for file in deciding]
    assert [str(test) for test in tests if not test.exists()] == []
