"""Checks in Python: the source that was read with the configuration is run once, as a module of its own."""

import inspect
import traceback
from types import ModuleType

from application.ports.checks import Checking, CheckLoader, Unloadable
from domain.spec.check import Check
from domain.spec.place import Place


class PythonChecks(CheckLoader):
    def __init__(self) -> None:
        self._modules: dict[tuple[str, str], ModuleType] = {}  # by file and source: functions of one file share it

    def loaded(self, check: Check) -> Checking:
        module = self._module(check)
        found = getattr(module, check.name, None)
        if not callable(found):
            raise Unloadable(f"there is no function `{check.name}` in it", Place(check.file, 1, 1))
        at = Place(check.file, getattr(getattr(found, "__code__", None), "co_firstlineno", 1), 1)
        if inspect.iscoroutinefunction(found):
            raise Unloadable(f"`{check.name}` is asynchronous: a check answers at once", at)
        try:
            inspect.signature(found).bind(None)
        except TypeError:
            raise Unloadable(f"`{check.name}` must take one argument, the request", at) from None
        checking: Checking = found
        return checking

    def _module(self, check: Check) -> ModuleType:
        key = (check.file, check.source)
        if key not in self._modules:
            self._modules[key] = _run(check)
        return self._modules[key]


def _run(check: Check) -> ModuleType:
    module = ModuleType("limen_checks")
    module.__file__ = check.file
    try:
        exec(compile(check.source, check.file, "exec"), module.__dict__)  # noqa: S102  the user's own code is asked for
    except SyntaxError as error:
        raise Unloadable(error.msg, Place(check.file, error.lineno or 1, error.offset or 1)) from error
    except Exception as error:
        lines = [
            frame.lineno or 1 for frame in traceback.extract_tb(error.__traceback__) if frame.filename == check.file
        ]
        at = Place(check.file, lines[-1] if lines else 1, 1)
        raise Unloadable(f"{type(error).__name__}: {error}", at) from error
    return module
