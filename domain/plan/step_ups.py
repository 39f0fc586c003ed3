"""Compiles `step_up`: which sign-in a route asks for (RFC 9470). It is sent to callers, so its words are plain ones."""

import re

from domain.identity.step_up import StepUp
from domain.spec.fault import Fault
from domain.spec.route import RouteSpec

_WORD = re.compile(r"[!#-\[\]-~]+")  # what may stand between quotes, without the space that separates words


def compile_step_up(route: RouteSpec, *, is_public: bool, faults: list[Fault]) -> StepUp | None:
    written = route.step_up
    if written is None:
        return None
    if is_public:
        message = f"route `{route.name}` is public: nobody has signed in there"
        faults.append(Fault(written.at, "step-up-public", message, "`require: authenticated`"))
    if not written.acr and written.max_age is None:
        message = "this does not say which sign-in suffices"
        faults.append(Fault(written.at, "step-up-empty", message, "`{acr: [gold]}`, `{max_age: 5m}` or both"))
    for word in written.acr:
        if not _WORD.fullmatch(word.text):
            message = f"`{word}` can't be told to a client as an `acr`"
            faults.append(Fault(word.at, "acr-malformed", message, "visible ASCII without spaces, quotes, backslashes"))
    return StepUp(tuple(word.text for word in written.acr), written.max_age, at=written.at)
