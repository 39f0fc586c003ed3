"""Entries: one revocation as it is written, a few words with their names; the same in the file and in the stream.

`{jti: …}`, `{subject: …, before: …}` or `{key: …}`, each with `iss` and `until` where wanted. Moments are RFC 3339 with
an offset, or seconds since the epoch. Nothing is guessed: what is not understood is said, never left out.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from math import inf

from domain.identity.revocation import Revocation, Revoked
from domain.spec.fault import nearest

KINDS = tuple(what.value for what in Revoked)
MOMENTS = ("before", "until")
KNOWN = (*KINDS, *MOMENTS, "iss")


class NotUnderstood(ValueError):
    """Why a revocation is none; never raised beyond this folder."""


def read_entry(fields: Mapping[str, str]) -> Revocation:
    strange = [name for name in fields if name not in KNOWN]
    if strange:
        raise NotUnderstood(f"`{strange[0]:.40}` is unknown; {nearest(strange[0], KNOWN)}")
    kinds = [name for name in KINDS if name in fields]
    if len(kinds) != 1:
        raise NotUnderstood("a revocation names one of `jti`, `subject` and `key`")
    what = Revoked(kinds[0])
    if (what is Revoked.SUBJECT) != ("before" in fields):
        raise NotUnderstood("a subject is revoked `before` a moment, and nothing else is")
    empty = [name for name in fields if not fields[name]]
    if empty:
        raise NotUnderstood(f"`{empty[0]}` is empty")
    moments = {name: read_moment(fields[name]) for name in MOMENTS if name in fields}
    return Revocation(what, fields[kinds[0]], iss=fields.get("iss"), **moments)


def written_entry(revocation: Revocation) -> dict[str, str]:
    """The words of a revocation; `read_entry` makes the same of them, parts of a second aside."""
    words = {revocation.what.value: revocation.name}
    if revocation.what is Revoked.SUBJECT:
        words["before"] = written_moment(revocation.before)
    if revocation.until != inf:
        words["until"] = written_moment(revocation.until)
    return words if revocation.iss is None else {**words, "iss": revocation.iss}


def read_moment(text: str) -> float:
    if text.isascii() and text.isdigit() and len(text) < 12:  # noqa: PLR2004  till the year 5138
        return float(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise NotUnderstood(f"{text!r:.40} is no moment; like `2026-11-26T12:00:00Z`, or seconds since 1970")
    return moment.timestamp()


def written_moment(moment: float) -> str:
    return datetime.fromtimestamp(int(moment), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
