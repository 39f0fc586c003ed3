"""The domain is pure, and the application knows nothing but it: read from the syntax trees."""

import ast

from tests.architecture.imports import PURE, foreign, impure
from tests.architecture.tree import imports, sources

IO = {"open", "print", "input", "eval", "exec", "__import__", "breakpoint"}


def test_the_domain_imports_only_itself_and_pure_modules_of_the_standard_library() -> None:
    assert [str(found) for found in impure()] == []


def test_every_module_on_the_list_of_pure_ones_is_in_use() -> None:
    assert PURE - {found.module for found in imports("domain")} == set()


def test_the_application_imports_only_the_domain_itself_and_the_standard_library() -> None:
    assert [str(found) for found in foreign()] == []


def test_the_domain_is_synchronous() -> None:
    waiting = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)
    assert [file for file, tree in sources("domain") if any(isinstance(node, waiting) for node in ast.walk(tree))] == []


def test_the_domain_calls_no_builtin_that_does_io_or_imports() -> None:
    called = [
        f"{file}:{node.lineno} calls {node.func.id}"
        for file, tree in sources("domain")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IO
    ]
    assert called == []
