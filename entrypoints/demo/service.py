"""`python -m entrypoints.demo.service NAME --port P --data DIR`: one demo service in this process, on 127.0.0.1.

Quiet: what uvicorn prints is a reason to stop. SIGTERM ends it with code 0. With `--sweep` it removes DIR on its way
out if the process that started it is gone: then (kill -9 of the demo) nobody else is left to do it.
"""

import argparse
import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

import uvicorn
from fastapi import FastAPI

from entrypoints.demo.identity import identity_app
from entrypoints.demo.orders import orders_app
from entrypoints.demo.users import users_app

APPS: dict[str, Callable[[int, Path], FastAPI]] = {
    "identity": lambda port, _: identity_app(f"http://127.0.0.1:{port}"),
    "orders": lambda _, data: orders_app(data / "orders.sqlite"),
    "users": lambda _, data: users_app(data / "users.sqlite"),
}


def main(argv: Sequence[str] | None = None) -> None:
    parent = os.getppid()
    # uvicorn raises SIGTERM once more after its own shutdown; without a handler that would end us before the sweep.
    signal.signal(signal.SIGTERM, _leave)
    wanted = parse(argv)
    try:
        serve(APPS[wanted.name](wanted.port, wanted.data), wanted.port)
    finally:
        if wanted.sweep and os.getppid() != parent:
            shutil.rmtree(wanted.data, ignore_errors=True)


def serve(app: FastAPI, port: int) -> None:
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=port,
        access_log=False,
        log_level="warning",
        lifespan="off",
        timeout_graceful_shutdown=1,
    )


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m entrypoints.demo.service")
    parser.add_argument("name", choices=APPS)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="where the SQLite file is, or will be")
    parser.add_argument("--sweep", action="store_true", help="remove DIR at the end if the starting process is gone")
    return parser.parse_args(argv)


def _leave(_: int, __: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
