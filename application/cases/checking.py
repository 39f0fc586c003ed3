"""Checking: is a verdict what a case expects? Everything that is not so is told, never the first alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from application.cases.case import Mismatch
from application.cases.policies import labels
from application.cases.written import CaseSpec, Ending, Expected
from application.decisions.verdict import Outcome, Sent, Verdict
from domain.message.headers import Header
from domain.permissions.trace import Step

DOOR = (401, 403)  # the statuses with which a door refuses
Traced = Callable[[], Step | None]  # what the route's policy decided, part by part; None: it was not asked


def mismatches(spec: CaseSpec, verdict: Verdict, traced: Traced) -> tuple[Mismatch, ...]:
    found = list(_unmet(spec.expect, verdict, traced))
    if not spec.refuted.is_nothing:
        found += _met(spec.refuted, verdict, traced)
    return tuple(found)


def _unmet(expected: Expected, verdict: Verdict, traced: Traced) -> Iterator[Mismatch]:
    for what, wanted, got, holds in _compared(expected, verdict, traced):
        if not holds:
            yield Mismatch(what, wanted, got)


def _met(refuted: Expected, verdict: Verdict, traced: Traced) -> Iterator[Mismatch]:
    for what, wanted, got, holds in _compared(refuted, verdict, traced):
        if holds:
            yield Mismatch(what, f"anything but {wanted}", got)


Comparison = tuple[str, str, str, bool]  # the key, what is wanted, what is there, whether they agree


def _compared(expected: Expected, verdict: Verdict, traced: Traced) -> Iterator[Comparison]:
    if expected.ending is not None:
        yield "decision", expected.ending.value, outcome(verdict), _ended(verdict) is expected.ending
    if expected.status is not None:
        yield "status", str(expected.status), outcome(verdict), verdict.status == expected.status
    if expected.reason is not None:
        yield "reason", expected.reason.text, verdict.reason or "none", verdict.reason == expected.reason.text
    if expected.route is not None:
        name = verdict.route.name if verdict.route else None
        yield "route", expected.route.text, name or "none", name == expected.route.text
    if expected.policy is not None:
        yield _policy(expected.policy.text, traced())
    yield from _sent(expected, verdict)
    if expected.answer:
        yield from _answered(expected, verdict)


def outcome(verdict: Verdict) -> str:
    """In a word or two."""
    if verdict.outcome is Outcome.REFUSED:
        return f"{verdict.status} {verdict.reason}"
    return "allow" if verdict.outcome is Outcome.FORWARDED else f"{verdict.outcome.value} with {verdict.status}"


def _ended(verdict: Verdict) -> Ending | None:
    if verdict.is_let_in:
        return Ending.ALLOW
    is_the_doors = verdict.outcome is Outcome.REFUSED and verdict.route is not None and verdict.status in DOOR
    return Ending.DENY if is_the_doors else None


def _policy(wanted: str, step: Step | None) -> Comparison:
    """The innermost that decided, or one around it."""
    if step is None:
        return "policy", wanted, "none was asked", False
    return "policy", wanted, str(step.deciding.policy), any(wanted in labels(one.policy) for one in step.way)


def _sent(expected: Expected, verdict: Verdict) -> Iterator[Comparison]:
    """Of every way on which the call may go."""
    upstreams = list(dict.fromkeys(sent.destination.upstream for sent in verdict.sent))
    if expected.upstream:
        wanted = [upstream.text for upstream in expected.upstream]
        yield "upstream", ", ".join(wanted), ", ".join(upstreams) or "none", sorted(wanted) == sorted(upstreams)
    if expected.path is not None:
        paths = [_path(sent, whole="?" in expected.path.text) for sent in verdict.sent]
        yield "path", expected.path.text, ", ".join(paths) or "nothing is sent", _all(paths, expected.path.text)
    for name, value in expected.headers:
        given = [_field(sent.call.headers, name) for sent in verdict.sent]
        yield f"headers: {name}", value, _told(given), _all(given, value)
    for name in expected.without:
        given = [_field(sent.call.headers, name) for sent in verdict.sent]
        yield f"without: {name}", "not sent", _told(given), _all(given, None)


def _answered(expected: Expected, verdict: Verdict) -> Iterator[Comparison]:
    for name, value in expected.answer:
        got = _field(verdict.headers, name)
        yield f"answer: {name}", value, got or "no such header", got == value


def _path(sent: Sent, *, whole: bool) -> str:
    target = sent.call.target.decode("latin-1")
    return target if whole else target.partition("?")[0]


def _all(found: Sequence[str | None], wanted: str | None) -> bool:
    return bool(found) and all(one == wanted for one in found)


def _told(found: Sequence[str | None]) -> str:
    return ", ".join(one or "not sent" for one in found) or "nothing is sent"


def _field(headers: Iterable[Header], name: str) -> str | None:
    """All values of the field, as one."""
    wanted = name.encode("latin-1")
    values = [value for key, value in headers if key == wanted]
    return b", ".join(values).decode("utf-8", "replace") if values else None
