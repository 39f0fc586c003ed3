"""The field `Link` (RFC 8288, 3): where in its value the targets stand. Nothing else of it is read, or changed."""

import re
from collections.abc import Callable

_TARGET = re.compile(rb"[ \t,]*<([^<>]*)>")
_PARAMETER = re.compile(rb"[ \t]*;[ \t]*(?:[^\s\";,=<>]+(?:[ \t]*=[ \t]*(?:\"(?:[^\"\\]|\\.)*\"|[^\s\";,<>]+))?)?")
_END = re.compile(rb"[ \t]*(?:,|\Z)")
_NOTHING = re.compile(rb"[ \t,]*\Z")


def targets(value: bytes) -> list[tuple[int, int]] | None:
    """Where each begins and ends; None where the value is malformed anywhere: nobody knows how others read it."""
    found: list[tuple[int, int]] = []
    at = 0
    while not _NOTHING.match(value, at):
        target = _TARGET.match(value, at)
        if target is None:
            return None
        at = target.end()
        while parameter := _PARAMETER.match(value, at):
            at = parameter.end()
        end = _END.match(value, at)
        if end is None:
            return None
        at = end.end()
        found.append(target.span(1))
    return found


def with_targets(value: bytes, other: Callable[[bytes], bytes]) -> bytes:
    """The value with what `other` makes of each target; a malformed one as it is."""
    made = value
    for begins, ends in reversed(targets(value) or ()):
        made = made[:begins] + other(value[begins:ends]) + made[ends:]
    return made
