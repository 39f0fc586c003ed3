"""`python demo_with_stand_in.py GATEWAY IDENTITY ORDERS USERS`: the real demo behind a stand-in for the gateway.

The stand-in is a real process that is ready at once and hands sign-ins on to identity: what the runner needs of a
gateway, and no more. It starts a process of its own, as gunicorn starts workers.
"""

import os
import signal
import subprocess
import sys
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from entrypoints.demo.command import run_demo
from entrypoints.demo.ports import Ports


class StandIn(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._answer(200 if self.path == "/ready" else 404, b"")

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers["content-length"]))
        with urllib.request.urlopen(f"http://127.0.0.1:{os.environ['IDENTITY_PORT']}/token", form) as answer:
            self._answer(answer.status, answer.read())

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def stand_in(port: int) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with subprocess.Popen(["sleep", "600"]) as worker, ThreadingHTTPServer(("127.0.0.1", port), StandIn) as server:
        try:
            server.serve_forever()
        finally:
            worker.terminate()


if __name__ == "__main__":
    if sys.argv[1] == "stand-in":
        stand_in(int(sys.argv[2]))
    else:
        ports = Ports(*map(int, sys.argv[1:]))
        sys.exit(run_demo(ports, lambda _, port: [sys.executable, __file__, "stand-in", str(port)]))
