"""Groups: changes of many routes that are one thing to a reader: one kind, the same callers, the same words."""

from collections.abc import Iterable
from dataclasses import dataclass

from application.decisions.verdict import Verdict
from application.diff.change import Change, Kind, told
from domain.identity.principal import Principal
from domain.permissions.role import RoleTable

_ADMITTING = (Kind.OPENED, Kind.CLOSED)


@dataclass(frozen=True, slots=True)
class Group:
    kind: Kind
    words: str  # what becomes of what
    callers: str  # whose requests
    changes: tuple[Change, ...]

    @property
    def first(self) -> Change:
        return self.changes[0]

    @property
    def routes(self) -> tuple[str, ...]:
        return tuple(route_words(change) for change in self.changes)


def grouped(changes: Iterable[Change], old: RoleTable, new: RoleTable) -> tuple[Group, ...]:
    """In the order in which they come."""
    found: dict[tuple[Kind, str, str], list[Change]] = {}
    for change in changes:
        said = callers(change, old if change.kind is Kind.CLOSED else new)
        found.setdefault((change.kind, _words(change), said), []).append(change)
    return tuple(Group(*key, tuple(changes)) for key, changes in found.items())


def route_words(change: Change) -> str:
    if change.old_route == change.new_route:
        return change.old_route or "no route"
    return f"{change.old_route or 'no route'} -> {change.new_route or 'no route'}"


def callers(change: Change, table: RoleTable) -> str:
    """Of roles, those that no other of them is inherited by."""
    if change.witness is None:
        return "nobody is known for whom it is so"
    if change.kind not in _ADMITTING:
        return "for whoever is let in" if change.witness.new.is_let_in else "for whoever asks"
    who = change.witness.question.who
    if not isinstance(who, Principal):
        return "anybody, without a credential"
    if change.roles:
        return f"by {who.credential}, {_roles(change.roles, table)}"
    return f"by {who.credential}, {_stated(who)}"


def _roles(roles: frozenset[str], table: RoleTable) -> str:
    lowest = sorted(role for role in roles if not _inherited(role, table) & roles - {role})
    heirs = ", and what inherits it" if len(lowest) < len(roles) else ""
    return f"{'role' if len(lowest) == 1 else f'{len(lowest)} roles:'} {', '.join(lowest)}{heirs}"


def _inherited(role: str, table: RoleTable) -> frozenset[str]:
    return table.roles[role].counts_as if role in table.roles else frozenset()


def _stated(who: Principal) -> str:
    stated = [f"role {role}" for role in sorted(who.roles)]
    stated += [f"permission {permission}" for permission in sorted(who.permissions)]
    stated += [f"{path} {value}" for path, value in who.claims.items() if value != who.subject]
    return ", ".join(stated) or "some callers"


def _words(change: Change) -> str:
    if change.witness is None or change.kind not in (*_ADMITTING, Kind.REFUSED_OTHERWISE):
        return "; ".join(change.details)
    return f"{_admission(change.witness.old)} -> {_admission(change.witness.new)}"


def _admission(verdict: Verdict) -> str:
    return "let in" if verdict.is_let_in else told(verdict)
