"""Calls as an assignment describes them: a principal, and the facts of a request, made of values of variables.

A claim that has dots in its path is stated under its whole path, which is looked for first; so that each path has a
value of its own, whatever the others have.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.analysis.variable import Kind, Names, Scope, Variable
from domain.identity.principal import NOBODY, Principal
from domain.message.headers import Header
from domain.permissions.facts import Facts

ABSENT = None
SOMEBODY = "someone"


@dataclass(frozen=True, slots=True)
class CallOf:
    """What a policy is asked about. `places` are texts of parts of the path, by place; of some nothing is said."""

    principal: Principal
    method: str
    headers: tuple[Header, ...]
    client: str
    moment: float
    places: tuple[tuple[str, str], ...] = ()
    asked: frozenset[Kind] = field(default=frozenset(), compare=False)  # what is so because a policy asks about it

    def facts(self, names: Names) -> Facts:
        texts = dict(self.places)
        parameters = {name: texts[place] for name, place in names if place in texts}
        return Facts(parameters, method=self.method, headers=list(self.headers), client=self.client, moment=self.moment)

    def __str__(self) -> str:
        """The caller."""
        who = self.principal
        told = [f"role {role}" for role in sorted(who.roles)] + [f"permission {one}" for one in sorted(who.permissions)]
        told += [f"claim {path} = {value!r}" for path, value in who.claims.items()]
        told += [f"from {self.client}"] if Kind.CLIENT in self.asked else []
        told += [f"at {self.moment:.0f}"] if Kind.MOMENT in self.asked else []
        named = f"`{who.subject}`" if who is not NOBODY else "nobody"
        return f"{named} with {', '.join(told)}" if told else named


def call_of(values: Iterable[tuple[Variable, object]], scope: Scope) -> CallOf:
    given = list(values)
    known = dict(given)
    roles = frozenset(variable.name for variable, value in given if variable.kind is Kind.ROLE and value)
    stated = frozenset(variable.name for variable, value in given if variable.kind is Kind.STATED and value)
    claims = {variable.name: value for variable, value in given if variable.kind is Kind.CLAIM and value is not ABSENT}
    subject = str(known.get(Variable(Kind.SUBJECT), SOMEBODY))
    if scope.subject_claim is not None:
        claims[scope.subject_claim] = subject
    return CallOf(
        NOBODY if scope.is_anybody else Principal(subject, roles, stated, claims),
        method=str(known.get(Variable(Kind.METHOD), scope.methods[0])),
        headers=_headers(given, scope),
        client=str(known.get(Variable(Kind.CLIENT), "127.0.0.1")),
        moment=_number(known.get(Variable(Kind.MOMENT), scope.moment)),
        places=tuple((variable.name, str(value)) for variable, value in given if variable.kind is Kind.PLACE),
        asked=frozenset(variable.kind for variable, _ in given),
    )


def _headers(given: list[tuple[Variable, object]], scope: Scope) -> tuple[Header, ...]:
    """Those that the call has anyway, and those that were chosen, which hold the others of their name as well."""
    chosen = [header for variable, value in given if variable.kind is Kind.HEADER for header in _fields(value)]
    return (*(header for header in scope.headers if header not in chosen), *chosen)


def _fields(value: object) -> tuple[Header, ...]:
    return value if isinstance(value, tuple) else ()


def _number(value: object) -> float:
    return value if isinstance(value, float) else 0.0
