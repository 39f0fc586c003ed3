"""Our gunicorn worker: uvicorn with uvloop and our protocol; adds nothing to answers and trusts no header by itself."""

from typing import Any, ClassVar

from uvicorn_worker import UvicornWorker

from entrypoints.serve.protocol import GatewayProtocol
from entrypoints.serve.websocket import GatewayWebSocket

# Below gunicorn's graceful timeout: otherwise one hung request would skip the lifespan's shutdown.
GRACEFUL_SECONDS = 25


class GatewayWorker(UvicornWorker):  # type: ignore[misc]  # it has no types
    CONFIG_KWARGS: ClassVar[dict[str, Any]] = {
        "loop": "uvloop",
        "http": GatewayProtocol,
        "ws": GatewayWebSocket,
        "lifespan": "on",
        "timeout_graceful_shutdown": GRACEFUL_SECONDS,
        "server_header": False,
        "date_header": False,  # the upstream's own goes through
        "proxy_headers": False,  # domain/message/forwarding.py decides whom to believe
        "access_log": False,
    }
