"""Cases in YAML as tests of pytest: one item a case."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from application.cases.case import Case, Result
from application.cases.compiling import compile_cases
from application.cases.running import run_one
from domain.spec.fault import Fault
from entrypoints.cli.deciding import verdict_of
from entrypoints.cli.proved import failure_text
from entrypoints.offline import case_source
from entrypoints.testing.configuration import Configuration, Faulty, load
from entrypoints.testing.settings import CONFIG


class CaseFile(pytest.File):
    def collect(self) -> Iterator["CaseItem"]:
        path = self.config.rootpath / str(self.config.getini(CONFIG))
        try:
            config = load(path)
        except Faulty as faulty:
            raise self.CollectError(str(faulty)) from None
        read = case_source(path, [self.path]).read()
        cases = read.faults or compile_cases(read.specs, config.plan)
        faults = [str(one) for one in cases if isinstance(one, Fault)]
        if faults:
            raise self.CollectError("\n".join(faults))
        for case in cases:
            yield CaseItem.from_parent(self, name=getattr(case, "name", ""), case=case, gateway=config)


class Unexpected(Exception):
    def __init__(self, text: str) -> None:
        super().__init__(text)


class CaseItem(pytest.Item):
    def __init__(self, *, case: Case, gateway: Configuration, **others: Any) -> None:
        super().__init__(**others)
        self._case = case
        self._gateway = gateway

    def runtest(self) -> None:
        plan = self._gateway.plan
        result: Result = run_one(self._case, partial(verdict_of, plan, offline=True, by=self._gateway.decider))
        if not result.has_passed:
            raise Unexpected(failure_text(plan, result))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, Unexpected):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Any, int, str]:
        return self.path, self._case.spec.at.line - 1, self._case.name
