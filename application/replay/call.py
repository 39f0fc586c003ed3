"""A call of the past, as far as a line of the access log tells it. What it does not tell is unknown, never guessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from application.ports.call_log import Line
from domain.identity.principal import TENANT, Principal

Values = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class LoggedCall:
    file: str
    line: int
    method: str
    path: str  # of latin-1, as it came
    host: str
    client: str
    moment: float  # seconds since the epoch
    status: int  # 0: the caller had left
    reason: str | None
    route: str | None
    upstream: str | None
    caller: Principal | None  # None: nobody was known; with the claims that were recorded, and no others
    headers: Values | None  # None: none were recorded
    query: Values | None
    claims: frozenset[str]  # the paths of those that were recorded, also of what was not there
    is_whole: bool  # no text of the line was cut

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


def read_call(line: Line) -> LoggedCall | None:
    """None where it is no line about a request, or none that we have written."""
    fields = line.fields
    if fields is None or fields.get("event") != "request":
        return None
    try:
        return _call(line, fields)
    except (KeyError, TypeError, ValueError):
        return None


def _call(line: Line, fields: Mapping[str, Any]) -> LoggedCall:
    claims = _mapping(fields.get("claims"))
    return LoggedCall(
        line.file,
        line.number,
        method=_text(fields["method"]),
        path=_text(fields["path"]),
        host=_text(fields["host"]),
        client=_text(fields["client"]),
        moment=datetime.fromisoformat(fields["time"]).timestamp(),
        status=int(fields["status"]),
        reason=_maybe_text(fields.get("reason")),
        route=_maybe_text(fields.get("route")),
        upstream=_maybe_text(fields.get("upstream")),
        caller=_caller(fields, claims) if "subject" in fields else None,
        headers=_values(fields.get("headers")),
        query=_values(fields.get("query")),
        claims=frozenset(claims),
        is_whole="shortened" not in fields,
    )


def _caller(fields: Mapping[str, Any], claims: Mapping[str, object]) -> Principal:
    stated = {path: value for path, value in claims.items() if value is not None}
    roles, permissions = _words(fields.get("roles", [])), _words(fields.get("permissions", []))
    tenant = stated.get(TENANT)
    return Principal(
        _text(fields["subject"]),
        roles,
        permissions,
        stated,
        credential=_text(fields["credential"]),
        tenant=tenant if isinstance(tenant, str) else None,
    )


def _values(found: object) -> Values | None:
    return None if found is None else {name: [*_words_in_order(some)] for name, some in _mapping(found).items()}


def _mapping(found: object) -> Mapping[str, Any]:
    if not isinstance(found, dict | None):
        raise TypeError
    return found or {}


def _words(found: object) -> frozenset[str]:
    return frozenset(_words_in_order(found))


def _words_in_order(found: object) -> list[str]:
    if not isinstance(found, list):
        raise TypeError
    return [_text(word) for word in found]


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError
    return found


def _maybe_text(found: object) -> str | None:
    return None if found is None else _text(found)
