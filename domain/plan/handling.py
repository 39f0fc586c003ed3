"""Compiles how a route handles answers: what becomes of an upstream's errors, and in which words it refuses."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from domain.message.upstream_error import ERRORS
from domain.plan.deprecations import compile_deprecated
from domain.plan.overrides import compile_overrides
from domain.plan.ready import compile_ready
from domain.spec.fault import Fault
from domain.spec.handling import MAP, PASS, ErrorsSpec
from domain.spec.place import Text
from domain.spec.route import RouteSpec
from domain.spec.spec import Spec

_CLASS = re.compile(r"[45][xX]{2}")
_STATUS = re.compile(r"[45][0-9]{2}")
_DEFAULT = "default"


def compile_handling(route: RouteSpec, spec: Spec, faults: list[Fault], *, is_public: bool) -> dict[str, Any]:
    """The fields of a Route that say it."""
    _unfit(route, faults)
    deprecated = compile_deprecated(route.deprecated, faults) if route.deprecated else None
    errors = route.errors or spec.default_errors
    return {
        "tags": route.compose is not None if route.etag is None else route.etag,
        "maps_links": route.links == MAP,
        "deprecated": deprecated,
        "ready": compile_ready(route, spec, faults, is_public=is_public, deprecated=deprecated),
        "overrides": compile_overrides(route.refusals, faults),
        "errors": compile_errors(errors, faults) if errors and _asks_others(route) else {},
    }


def compile_errors(spec: ErrorsSpec, faults: list[Fault]) -> Mapping[int, str]:
    """By status, without those that pass. The closest rule counts: the status, then its class, then `default`."""
    by_width: list[dict[int, str]] = [{}, {}, {}]
    for key, means in spec.rules:
        covered = covered_by(key)
        if covered is None:
            message = f"`{key}` is no status of an error"
            faults.append(Fault(key.at, "status-unknown", message, "`404`, `4XX`, `5XX` or `default`"))
            continue
        rank, statuses = covered
        by_width[rank] |= dict.fromkeys(statuses, means)
    merged = {**by_width[0], **by_width[1], **by_width[2]}
    return {status: means for status, means in sorted(merged.items()) if means != PASS}


def covered_by(key: Text) -> tuple[int, Iterable[int]] | None:
    """How close a rule is, and the statuses that it is about."""
    text = key.text
    if text == _DEFAULT:
        return 0, ERRORS
    if _CLASS.fullmatch(text):
        first = int(text[0]) * 100
        return 1, range(first, first + 100)
    return (2, (int(text),)) if _STATUS.fullmatch(text) else None


def _unfit(route: RouteSpec, faults: list[Fault]) -> None:
    if _asks_others(route):
        return
    for key, at in (("errors", route.errors and route.errors.at), ("etag", route.etag and route.name.at)):
        if at:
            message = f"`{key}` has nothing to act on in a route that answers by itself"
            faults.append(Fault(at, "action-unfit", message, "it goes with `to`"))


def _asks_others(route: RouteSpec) -> bool:
    return route.redirect is None and route.respond is None
