"""A question from Python, made by the rules of a written case: an unknown role is no caller, it is a mistake."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypedDict

from application.cases.case import Case
from application.cases.compiling import compile_cases
from application.cases.written import ANONYMOUS, NOTHING, AskedFor, CallerWords, CaseSpec
from application.decisions.question import Question
from domain.plan.plan import Plan
from domain.spec.place import Place, Text
from entrypoints.testing.configuration import Faulty

HERE = Place("test", 1, 1)


class Caller(TypedDict, total=False):
    """Who asks: nobody, where nothing is said; a caller who is known; or by a token or an API key, which are judged."""

    role: str
    roles: Sequence[str]
    permissions: Sequence[str]
    subject: str
    tenant: str
    claims: Mapping[str, object]
    credential: str
    token: str | Mapping[str, object]
    key: str


def question_of(
    plan: Plan,
    request: str,
    caller: Caller,
    *,
    headers: Mapping[str, str],
    at: datetime | None,
    peer: str,
) -> Question:
    """`request` is like `GET /orders/1`. Raises Faulty, and ValueError for a time without its zone."""
    method, _, url = request.strip().partition(" ")
    if at is not None and at.tzinfo is None:
        raise ValueError(f"{at} has no zone: tzinfo=UTC, for one")
    fields = tuple((name.lower(), value) for name, value in headers.items())
    asked = AskedFor(Text(method, HERE), Text(url.strip(), HERE), fields, peer)
    spec = CaseSpec(request, HERE, asked, words_of(caller), NOTHING, moment=at.timestamp() if at else None)
    found = compile_cases([spec], plan)
    if not found or not isinstance(found[0], Case):
        raise Faulty("\n".join(map(str, found)))
    return found[0].question


def words_of(caller: Caller) -> CallerWords:
    if not caller:
        return ANONYMOUS
    roles = [*([caller["role"]] if "role" in caller else []), *caller.get("roles", ())]
    return CallerWords(
        HERE,
        roles=tuple(Text(role, HERE) for role in roles),
        permissions=tuple(caller.get("permissions", ())),
        subject=caller.get("subject"),
        tenant=caller.get("tenant"),
        claims=caller.get("claims", {}),
        credential=Text(caller["credential"], HERE) if "credential" in caller else None,
        token=caller.get("token"),
        key=caller.get("key"),
    )
