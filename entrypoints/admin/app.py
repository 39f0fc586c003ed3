"""The FastAPI application of the admin address. Built in a worker when somebody first asks for a page of it.

A page that speaks for all workers asks them by `peers` (docs/architecture.md).
"""

from importlib.metadata import version

from fastapi import FastAPI

from entrypoints.admin.decisions import decisions_router
from entrypoints.admin.metrics import metrics_router
from entrypoints.admin.peers import Peers
from entrypoints.admin.problem import refuse_by_problems
from entrypoints.admin.reload import reload_router
from entrypoints.admin.status import status_router


def build_admin(peers: Peers) -> FastAPI:
    app = FastAPI(
        title="Limen admin",
        version=version("limen"),
        docs_url=None,  # FastAPI's own pages load from a CDN
        redoc_url=None,
        openapi_url="/-/openapi.json",
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    for router in (status_router, reload_router, metrics_router, decisions_router):
        app.include_router(router(peers))
    refuse_by_problems(app)
    return app
