"""What a run of cases is told like: the failed ones with their explanations, then the counts.

Of many failures the first ones are explained; of the others is said what was expected, and what came.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import typer

from application.cases.case import Ended, Result
from application.cases.coverage import Coverage
from application.cases.mutation import Mutation
from application.explanation.explaining import explained
from application.explanation.words import lines
from domain.plan.plan import Plan
from entrypoints.cli.printing import PLAIN, rendered

EXPLAINED = 10
LISTED = 50


@dataclass(frozen=True, slots=True)
class Proved:
    plan: Plan
    results: tuple[Result, ...]
    coverage: Coverage | None
    mutation: Mutation | None
    seconds: float


def told(proved: Proved) -> None:
    failed = [result for result in proved.results if not result.has_passed]
    is_coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for number, result in enumerate(failed):
        typer.echo(_failure(proved.plan, result, is_explained=number < EXPLAINED, coloured=is_coloured))
    if proved.coverage is not None:
        typer.echo("\n".join(_coverage(proved.coverage)))
    if proved.mutation is not None:
        typer.echo("\n".join(_mutation(proved.mutation)))
    typer.echo(_sum(proved.results, proved.seconds))


def failure_text(plan: Plan, result: Result) -> str:
    """For a report: plain, and explained."""
    return _failure(plan, result, is_explained=True, coloured=False)


def _failure(plan: Plan, result: Result, *, is_explained: bool, coloured: bool) -> str:
    case = result.case
    word = "FAILED" if result.ended is Ended.FAILED else "UNDECIDED"
    head = typer.style(word, fg="red", bold=True) if coloured else word
    said = [f"{head} {case.name}  {case.spec.at}"]
    said += [f"  {mismatch}" for mismatch in result.mismatches] or [f"  {result.why}"]
    if is_explained and result.verdict is not None:
        explanation = explained(plan, case.question, result.verdict)
        shown = (text for line in lines(explanation) for text in rendered(line, PLAIN - 4, coloured=coloured))
        said += [f"    {text}".rstrip() for text in shown]
    return "\n".join([*said, ""])


def _coverage(coverage: Coverage) -> Iterator[str]:
    yield f"coverage: {coverage.percent:.1f} % of {coverage.total} routes, roles and ways of policies"
    yield from _listed([f"  {item}{f'  {item.at}' if item.at else ''}" for item in coverage.missed])


def _mutation(mutation: Mutation) -> Iterator[str]:
    noticed = len(mutation.mutants) - len(mutation.unnoticed)
    yield f"mutation: {noticed} of {len(mutation.mutants)} weaker policies noticed ({mutation.percent:.1f} %)"
    yield from _listed([f"  {mutant}  {mutant.at}" for mutant in mutation.unnoticed])


def _listed(found: list[str]) -> Iterable[str]:
    rest = [f"  … and {len(found) - LISTED} more (all of them with --json)"] if len(found) > LISTED else []
    return [*found[:LISTED], *rest]


def _sum(results: tuple[Result, ...], seconds: float) -> str:
    ended = [result.ended for result in results]
    counts = [f"{ended.count(one)} {one.value}" for one in Ended if one is Ended.PASSED or ended.count(one)]
    return f"{len(ended)} case{'s' if len(ended) != 1 else ''}: {', '.join(counts)} ({seconds:.2f} s)"
