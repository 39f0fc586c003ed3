"""One run of `limen test`: read both, ask every case, tell. What cannot be run is told, and ends it with 1 or 2."""

import gc
import json
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import typer

from application.cases.case import Case
from application.cases.compiling import compile_cases
from application.cases.coverage import covered
from application.cases.document import run_document
from application.cases.junit import junit
from application.cases.mutation import mutated
from application.cases.running import run
from application.decisions.decider import Decider
from application.decisions.question import Question
from application.decisions.verdict import Verdict
from application.ports.config import Edition
from domain.plan.plan import Plan
from domain.spec.fault import Fault
from entrypoints.cli.deciding import verdict_of
from entrypoints.cli.proved import Proved, failure_text, told
from entrypoints.cli.telling import tell
from entrypoints.loading import loaded_once
from entrypoints.offline import case_source, decider, yaml_source

FOUND, MISUSED = 1, 2


@dataclass(frozen=True, slots=True)
class Terms:
    only: str | None = None  # cases with this in their names
    junit: Path | None = None
    coverage: bool = False
    least_coverage: float = 0.0  # percent
    mutate: bool = False
    least_noticed: float = 100.0  # percent
    as_json: bool = False


class Proving:
    def __init__(self, config: Path, files: tuple[Path, ...], terms: Terms) -> None:
        self._config = yaml_source(config)
        self._cases = case_source(config, files)
        self._terms = terms
        self._edition: Edition | None = None

    def look(self) -> object:
        return self._config.look(self._edition.beside if self._edition else ()), self._cases.look()

    def again(self) -> None:
        if sys.stdout.isatty():
            typer.echo("\x1b[2J\x1b[H", nl=False)
        self.once()
        typer.echo("\nwatching: runs again when a file changes; Ctrl-C ends it")

    def once(self) -> int:
        """The exit code."""
        began = time.perf_counter()
        found = loaded_once(self._config)
        self._edition = found.edition
        if isinstance(found.plan, tuple):
            tell(found.plan, found.edition.excerpt, as_json=self._terms.as_json)
            return FOUND
        cases = self._compiled(found.plan)
        return cases if isinstance(cases, int) else self._proved(found.plan, cases, began)

    def _compiled(self, plan: Plan) -> tuple[Case, ...] | int:
        gc.disable()  # ten thousand cases are a million objects, and none of them is garbage yet
        try:
            read = self._cases.read()
            cases = read.faults or compile_cases(read.specs, plan)
        finally:
            gc.enable()
        faults = tuple(one for one in cases if isinstance(one, Fault))
        if faults:
            tell(faults, read.excerpt, as_json=self._terms.as_json)
            return FOUND
        only = (self._terms.only or "").lower()
        chosen = tuple(one for one in cases if isinstance(one, Case) and only in one.name.lower())
        if not chosen:
            typer.echo(_nothing(read.files, self._terms.only), err=True)
            return MISUSED
        return chosen

    def _proved(self, plan: Plan, cases: tuple[Case, ...], began: float) -> int:
        gc.disable()  # the results stay
        try:
            results = tuple(run(cases, partial(_asked, plan, decider(plan))))
        finally:
            gc.enable()
        coverage = covered(plan, results) if self._terms.coverage else None
        mutation = mutated(plan, results, decider) if self._terms.mutate else None
        proved = Proved(plan, results, coverage, mutation, time.perf_counter() - began)
        if self._terms.junit is not None and not self._written(proved, self._terms.junit):
            return MISUSED
        if self._terms.as_json:
            typer.echo(json.dumps(run_document(results, coverage, mutation), indent=2, ensure_ascii=False))
        else:
            told(proved)
        return FOUND if self._falls_short(proved) else 0

    def _falls_short(self, proved: Proved) -> bool:
        is_thin = proved.coverage is not None and proved.coverage.percent < self._terms.least_coverage
        is_blind = proved.mutation is not None and proved.mutation.percent < self._terms.least_noticed
        return is_thin or is_blind or not all(result.has_passed for result in proved.results)

    def _written(self, proved: Proved, file: Path) -> bool:
        report = junit(proved.results, partial(failure_text, proved.plan), proved.seconds)
        try:
            file.write_bytes(report)
        except OSError as error:
            typer.echo(f"{file}: can't be written: {(error.strerror or str(error)).lower()}", err=True)
            return False
        return True


def _asked(plan: Plan, by: Decider, question: Question) -> Verdict:
    return verdict_of(plan, question, offline=True, by=by)


def _nothing(files: tuple[str, ...], only: str | None) -> str:
    if only and files:
        return f"no case has {only!r} in its name"
    where = ", ".join(files)
    return f"{where}: no case" if files else "there is no *.cases.yaml beside the configuration; name a file of cases"
