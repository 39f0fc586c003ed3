"""A run of cases as a document, for machines."""

from collections.abc import Sequence

from application.cases.case import Ended, Result
from application.cases.coverage import Coverage, Item
from application.cases.mutation import Mutant, Mutation
from domain.spec.place import Place

Document = dict[str, object]


def run_document(results: Sequence[Result], coverage: Coverage | None, mutation: Mutation | None) -> Document:
    ended = [result.ended for result in results]
    document: Document = {"cases": len(results)}
    document |= {one.value: ended.count(one) for one in Ended}
    document["results"] = [_result(result) for result in results]
    if coverage is not None:
        document["coverage"] = _coverage(coverage)
    if mutation is not None:
        document["mutation"] = _mutation(mutation)
    return document


def _result(result: Result) -> Document:
    found: Document = {"name": result.case.name, "at": _place(result.case.spec.at), "ended": result.ended.value}
    if result.mismatches:
        found["mismatches"] = [{"what": one.what, "expected": one.wanted, "got": one.got} for one in result.mismatches]
    if result.why:
        found["why"] = result.why
    return found


def _coverage(coverage: Coverage) -> Document:
    missed = [_item(item) for item in coverage.missed]
    return {"percent": round(coverage.percent, 1), "of": coverage.total, "missed": missed}


def _item(item: Item) -> Document:
    return {"kind": item.kind, "name": item.name, "what": item.what or None, "at": _place(item.at)}


def _mutation(mutation: Mutation) -> Document:
    return {
        "percent": round(mutation.percent, 1),
        "of": len(mutation.mutants),
        "unnoticed": [_mutant(mutant) for mutant in mutation.unnoticed],
    }


def _mutant(mutant: Mutant) -> Document:
    return {"route": mutant.route, "what": mutant.what, "at": _place(mutant.at)}


def _place(at: Place | None) -> Document | None:
    return None if at is None else {"file": at.file, "line": at.line, "column": at.column}
