"""Callers in the words of a command line: `NAME={"roles": ["viewer"], "claims": {"tenant": "acme"}}`."""

import json
import re
from typing import Any

import typer

from application.matrix.column import Column
from domain.identity.principal import TENANT, Principal

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_. -]*")
_KEYS = ("subject", "roles", "permissions", "claims", "credential")
SOMEBODY = "someone"


def described(text: str) -> Column:
    name, equals, said = text.partition("=")
    if not equals or not _NAME.fullmatch(name):
        raise typer.BadParameter(f'{text!r} is no NAME=JSON; like \'clerk={{"roles": ["viewer"]}}\'')
    try:
        caller = json.loads(said)
    except ValueError as error:
        raise typer.BadParameter(f"--as {name}: {error}") from error
    if not isinstance(caller, dict) or caller.keys() - set(_KEYS):
        raise typer.BadParameter(f"--as {name}: an object with any of {', '.join(_KEYS)}")
    return Column(name, described=_principal(name, caller))


def _principal(name: str, caller: dict[str, Any]) -> Principal:
    claims, subject = caller.get("claims", {}), caller.get("subject", SOMEBODY)
    credential = caller.get("credential", "")
    if not isinstance(claims, dict) or not isinstance(subject, str) or not isinstance(credential, str):
        raise typer.BadParameter(f"--as {name}: `claims` is an object, `subject` and `credential` are texts")
    tenant = claims.get(TENANT)
    return Principal(
        subject,
        _words(name, caller.get("roles", [])),
        _words(name, caller.get("permissions", [])),
        {"sub": subject, **claims},
        credential=credential,
        tenant=tenant if isinstance(tenant, str) else None,
    )


def _words(name: str, found: object) -> frozenset[str]:
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise typer.BadParameter(f"--as {name}: `roles` and `permissions` are lists of texts")
    return frozenset(found)
