"""Descriptions: the document as bytes, written once a plan and set of rights: it takes long enough to notice.

Written in threads, one at a time. Few sets of rights are kept, for a caller's rights may be anything.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

import orjson

from application.asker import ANYBODY, Asker
from application.description.document import view
from application.description.prepared import Prepared, prepared
from application.description.views import rights, view_for
from domain.message.refusal import Refusal
from domain.plan.plan import Plan

Document = dict[str, Any]

KEPT = 64  # sets of rights

_OWN_TAG = {"name": "gateway", "description": "The gateway itself."}


@dataclass(frozen=True, slots=True)
class Written:
    body: bytes
    etag: str


class Descriptions:
    def __init__(self, own: Callable[[], Document], etag: Callable[[bytes], str]) -> None:
        """`own` describes the gateway's own endpoints."""
        self._own = own
        self._etag = etag
        self._lock = Lock()
        self._plan: Plan | None = None
        self._prepared: Prepared | None = None
        self._written: OrderedDict[bytes, Written] = OrderedDict()

    def of(self, plan: Plan | None, asker: Asker | Refusal = ANYBODY) -> Written:
        with self._lock:
            if plan is not self._plan:
                self._written.clear()
                self._plan = plan
                self._prepared = prepared(plan, self._own()["components"]["schemas"]) if plan else None
            shows = view_for(plan, ANYBODY if isinstance(asker, Refusal) else asker) if plan else None
            key = rights(plan, shows) if plan and shows else b""
            if key not in self._written:
                self._written[key] = self._write(shows)
            self._written.move_to_end(key)
            if len(self._written) > KEPT:
                self._written.popitem(last=False)
            return self._written[key]

    def _write(self, shows: Any) -> Written:
        own = self._own()
        routes = view(self._prepared, shows, title=own["info"]["title"], version=own["info"]["version"])
        body = orjson.dumps(merged(own, routes))
        return Written(body, self._etag(body))


def described(own: Document, plan: Plan, asker: Asker, shown: str = "") -> Document:
    """What would be written; `shown` is a view in the place of the plan's."""
    known = prepared(plan, own["components"]["schemas"])
    about = own["info"]
    return merged(own, view(known, view_for(plan, asker, shown), title=about["title"], version=about["version"]))


def merged(own: Document, routes: Document) -> Document:
    """The parts of both. A route never has a path of ours."""
    tags = [tag for tag in routes["tags"] if tag["name"] != _OWN_TAG["name"]]
    return {
        **routes,
        "tags": [*tags, _OWN_TAG],
        "paths": {**routes["paths"], **own["paths"]},
        "components": _both(own.get("components", {}), routes["components"]),
    }


def _both(own: Document, routes: Document) -> Document:
    return {kind: {**own.get(kind, {}), **routes.get(kind, {})} for kind in sorted({*own, *routes})}
