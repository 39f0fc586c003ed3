"""Comparing two plans: every class of requests whose outcome changes, sorted by danger."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from application.decisions.decider import Decider
from application.diff.admission import Admissions
from application.diff.change import Change, Kind, Witness
from application.diff.effects import effects
from application.diff.likeness import admit_alike
from application.diff.pairs import Pair, Tables
from application.diff.roles import roles_that_show
from application.diff.settings import Setting, settings
from application.diff.sides import Scopes
from application.diff.trial import Trial
from domain.analysis.search import Missing


@dataclass(frozen=True, slots=True)
class Comparison:
    changes: tuple[Change, ...]
    settings: tuple[Setting, ...]  # what concerns more than the requests of a route, and is not compared further

    @property
    def may_open(self) -> bool:
        """Whether somebody may be let in who was not."""
        opens = any(change.kind in (Kind.OPENED, Kind.UNKNOWN) for change in self.changes)
        return opens or any(setting.may_open for setting in self.settings)


def compare(old: Decider, new: Decider) -> Comparison:
    admissions = Admissions(Trial(old, new), Scopes(old.plan, new.plan))
    found: dict[tuple[Kind, str | None, str | None], Change] = {}
    for pair in Tables(old.plan, new.plan).pairs():
        for change in _of_pair(pair, admissions):
            key = (change.kind, change.old_route, change.new_route)
            found[key] = _united(found[key], change) if key in found else change
    order = list(Kind)
    ranked = sorted(found.values(), key=lambda change: order.index(change.kind))
    return Comparison(tuple(ranked), tuple(settings(old.plan, new.plan)))


def _united(one: Change, other: Change) -> Change:
    """Of the same routes on several hosts."""
    details = tuple(dict.fromkeys((*one.details, *other.details)))
    return replace(one, details=details, witness=one.witness or other.witness, roles=one.roles | other.roles)


def _of_pair(pair: Pair, admissions: Admissions) -> Iterator[Change]:
    if pair.old is None or pair.new is None or not admit_alike(pair.old, pair.new):
        yield from _admission(pair, admissions)
    differing = list(effects(pair))
    if not differing:
        return
    seen = admissions.found(pair, differing[0][0])
    if seen is Missing.NONE:  # nobody is let in by both
        return
    for kind in dict.fromkeys(kind for kind, _ in differing):
        details = tuple(what for one, what in differing if one is kind)
        yield _change(pair, kind, seen, details)


def _admission(pair: Pair, admissions: Admissions) -> Iterator[Change]:
    is_told = False
    for kind in (Kind.OPENED, Kind.CLOSED):
        found = admissions.found(pair, kind)
        if found is not Missing.NONE:
            is_told = True
            yield _of_admission(pair, kind, found)
    if not is_told and (pair.old is None or pair.new is None):
        found = admissions.found(pair, Kind.REFUSED_OTHERWISE)
        if isinstance(found, Witness):
            yield _change(pair, Kind.REFUSED_OTHERWISE, found, ())


def _of_admission(pair: Pair, kind: Kind, found: Witness | Missing) -> Change:
    if isinstance(found, Witness):
        return replace(_change(pair, kind, found, ()), roles=roles_that_show(kind, found))
    if kind is Kind.CLOSED:
        return _change(pair, kind, found, ("whether anybody is kept out who was let in is not known",))
    return _change(pair, Kind.UNKNOWN, found, ("whether anybody is let in who was kept out is not known",))


def _change(pair: Pair, kind: Kind, found: Witness | Missing, details: tuple[str, ...]) -> Change:
    names = (pair.old.name if pair.old else None, pair.new.name if pair.new else None)
    return Change(kind, *names, details, found if isinstance(found, Witness) else None)
