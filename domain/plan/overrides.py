"""Compiles the bodies that a route has of its own for refusals."""

from domain.message.override import Override
from domain.message.reason import CATALOGUE
from domain.spec.fault import Fault, unknown
from domain.spec.route import OverrideSpec


def compile_overrides(specs: tuple[OverrideSpec, ...], faults: list[Fault]) -> dict[str, Override]:
    """By the reason's name."""
    for spec in specs:
        if spec.reason.text not in CATALOGUE:
            faults.append(unknown("reason", spec.reason.text, spec.reason.at, CATALOGUE))
        if (spec.json is None) == (spec.text is None):
            message = f"the body for `{spec.reason}` is either `json` or `text`"
            faults.append(Fault(spec.reason.at, "override-malformed", message))
    return {spec.reason.text: _compiled(spec) for spec in specs}


def _compiled(spec: OverrideSpec) -> Override:
    if spec.json is not None:
        return Override(b"application/json", spec.json)
    return Override(b"text/plain; charset=utf-8", spec.text or "")
