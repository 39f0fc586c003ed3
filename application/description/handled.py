"""Handled: an upstream's errors as a route lets callers see them: as they are, or as problem documents."""

from collections.abc import Mapping
from typing import cast

from application.description import uniting
from application.description.problem import MEDIA_TYPE, SCHEMA_REF
from application.description.references import Members
from domain.message.upstream_error import ERRORS
from domain.spec.document import Json
from domain.spec.handling import REPLACE

_PROBLEM: Members = {MEDIA_TYPE: {"schema": cast(Json, SCHEMA_REF)}}


def handled(responses: Json, rules: Mapping[int, str]) -> Json:
    """`rules` are the route's, by status."""
    if not rules or not isinstance(responses, dict):
        return responses
    return {status: _response(status, one, rules) for status, one in responses.items()}


def _response(status: str, told: Json, rules: Mapping[int, str]) -> Json:
    if not isinstance(told, dict):
        return told
    covered = _covered(status)
    means = [rules.get(one) for one in covered]
    if not any(means):
        return told
    body = _PROBLEM if all(means) else uniting.content([cast(Members, told.get("content") or {}), _PROBLEM])
    left_out = ("headers", "links", "content") if set(means) == {REPLACE} else ("content",)
    return {**{key: one for key, one in told.items() if key not in left_out}, "content": body}


def _covered(status: str) -> list[int]:
    """The errors that a response is of; `default` may be any."""
    if status == "default":
        return list(ERRORS)
    if status[1:].upper() == "XX":
        return [one for one in ERRORS if str(one)[0] == status[0]]
    return [int(status)] if status.isdecimal() else []
