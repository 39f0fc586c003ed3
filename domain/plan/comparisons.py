"""Compiles comparisons of claims and headers: what they are compared with is resolved, patterns are read."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.permissions import comparison, operand
from domain.permissions.claim import ClaimIs, ClaimPresent
from domain.permissions.comparison import Comparison
from domain.permissions.glob import parse_glob
from domain.permissions.header import HeaderIs, HeaderPresent
from domain.permissions.operand import Operand
from domain.permissions.policy import ClaimEquals, Placed
from domain.plan.parameters import Parameters
from domain.spec import comparison as written
from domain.spec.comparison import Compared, Test
from domain.spec.fault import Fault
from domain.spec.place import Text


@dataclass(frozen=True, slots=True)
class ComparisonCompiler:
    """Each gives None where there was a fault."""

    parameters: Parameters
    faults: list[Fault]

    def claim(self, path: Text, test: Test) -> Placed | None:
        match test:
            case written.Present(wanted):
                return ClaimPresent(path.text, wanted)
            case written.Equals(written.Literal(_, value)):
                return ClaimEquals(path.text, value)
            case _:
                compared = self._compared(test)
                return ClaimIs(path.text, compared) if compared else None

    def header(self, name: Text, test: Test) -> Placed | None:
        lower = name.text.lower().encode()
        if isinstance(test, written.Present):
            return HeaderPresent(lower, test.wanted)
        self.faults.extend(_not_text(test))
        compared = self._compared(test)
        return HeaderIs(lower, compared) if compared else None

    def _compared(self, test: Compared) -> Comparison | None:
        match test:
            case written.Equals(one):
                resolved = self._operand(one)
                return comparison.Equals(resolved) if resolved else None
            case written.Contains(one):
                resolved = self._operand(one)
                return comparison.Contains(resolved) if resolved else None
            case written.In():
                return self._one_of(test)
        return self._matching(test.pattern)

    def _one_of(self, test: written.In) -> Comparison | None:
        self.faults.extend(_mixed(test))
        resolved = [self._operand(one) for one in test.operands]
        return comparison.OneOf(tuple(filter(None, resolved)))

    def _matching(self, pattern: Text) -> Comparison | None:
        glob = parse_glob(pattern.text)
        if isinstance(glob, str):
            hint = "`*` stands for any run of characters: `*@shop.example`"
            self.faults.append(Fault(pattern.at, "pattern-malformed", f"`{pattern}` is no pattern: {glob}", hint))
            return None
        return comparison.Matches(glob)

    def _operand(self, one: written.Operand) -> Operand | None:
        match one:
            case written.Literal(_, value):
                return operand.Literal(value)
            case written.Parameter(template):
                name = self.parameters.resolve(template, self.faults)
                return operand.PathParameter(name) if name else None
        return operand.HeaderValue(one.name.text.lower().encode())


def _mixed(test: written.In) -> Iterable[Fault]:
    """Of several kinds, one at least could never be compared, and nothing could be told of what equals none."""
    kinds = {type(one.value) if isinstance(one, written.Literal) else str for one in test.operands}
    if not test.operands:
        yield Fault(test.at, "list-empty", "the list is empty", "name at least one")
    if len(kinds) > 1:
        yield Fault(test.at, "kinds-mixed", "`in` has values of several kinds", "all texts, or all numbers")


def _not_text(test: Test) -> Iterable[Fault]:
    operands = test.operands if isinstance(test, written.In) else [getattr(test, "operand", None)]
    for one in operands:
        if isinstance(one, written.Literal) and not isinstance(one.value, str):
            yield Fault(one.at, "type-wrong", "a header is text", "quote it")
