"""The command line that asks what becomes of a request: `limen explain` for a question of ours."""

import json
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime

from application.decisions.question import Question
from domain.analysis.variable import Scope
from domain.identity.principal import ClaimPaths, Principal
from domain.message.headers import first
from domain.plan.plan import Plan

USUAL_MOMENT = Scope().moment
USUAL_PEER = "127.0.0.1"


def explain_command(file: str, plan: Plan, question: Question) -> str:
    host = (first(question.headers, b"host") or b"localhost").decode("latin-1")
    words = ["limen", "explain", "-c", file, question.method, f"http://{host}{question.target.decode('latin-1')}"]
    for name, value in question.headers:
        if name != b"host":
            words += ["-H", f"{name.decode('latin-1')}: {value.decode('utf-8', 'replace')}"]
    if isinstance(question.who, Principal):
        words += _caller(plan, question.who)
    if question.moment != USUAL_MOMENT or "auth_time" in getattr(question.who, "claims", ()):
        words += ["--at", datetime.fromtimestamp(question.moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")]
    if question.peer != USUAL_PEER:
        words += ["--peer", question.peer]
    return shlex.join(words)


def _caller(plan: Plan, who: Principal) -> Iterator[str]:
    paths = _paths(plan, who.credential)
    if paths is not None and any(value != who.subject for value in who.claims.values()):
        yield from ("--claims", json.dumps(_claims(paths, who), ensure_ascii=False))
    else:
        for role in sorted(who.roles):
            yield from ("--role", role)
        for permission in sorted(who.permissions):
            yield from ("--permission", permission)
        yield from ("--subject", who.subject)
    yield from ("--issuer", who.credential)


def _paths(plan: Plan, credential: str) -> ClaimPaths | None:
    name = plan.cookies[credential].issuer if credential in plan.cookies else credential
    return plan.issuers[name].paths if name in plan.issuers else None


def _claims(paths: ClaimPaths, who: Principal) -> dict[str, object]:
    """As its issuer would state them. A path is found as a whole first, dots and all (identity.claims)."""
    stated: dict[str, object] = {**who.claims, paths.subject: who.subject}
    if paths.roles and who.roles:
        names = paths.role_names
        stated[paths.roles[0]] = sorted(names.theirs(role) if names else role for role in who.roles)
    if paths.permissions and who.permissions:
        words = paths.permission_names
        stated[paths.permissions[0]] = sorted(words.theirs(one) if words else one for one in who.permissions)
    if paths.tenant and who.tenant is not None:
        stated[paths.tenant] = who.tenant
    return stated
