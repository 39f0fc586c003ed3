"""`limen serve`: the production server.

Its variables are not called LIMEN_PORT or LIMEN_HOST: Kubernetes sets those for a Service named limen.
"""

import socket
from typing import Annotated

import typer

from entrypoints.cli.config import ConfigOption, plan_of
from entrypoints.container import front, import_ahead, prepare_process
from entrypoints.offline import yaml_source
from entrypoints.serve.server import GatewayServer


def serve(
    config: ConfigOption,
    host: Annotated[str, typer.Option(envvar="LIMEN_LISTEN_HOST", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(envvar="LIMEN_LISTEN_PORT", min=1, max=65535, help="The port to listen on.")
    ] = 8080,
    workers: Annotated[int, typer.Option(envvar="LIMEN_WORKERS", min=1, help="Processes that serve.")] = 1,
) -> None:
    """Serve a configuration. It is checked first: with a fault, nothing starts.

    SIGHUP reads the file again; with a fault the old one stays in force. SIGTERM lets calls end, then exits 0.

    Example: limen serve -c gateway.yaml --host 0.0.0.0 --workers 4
    """
    plan = plan_of(config)
    if not _is_free(host, port):
        typer.echo(f"port {port} on {host} is in use; choose another with --port", err=True)
        raise typer.Exit(1)
    prepare_process()
    import_ahead(plan)
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    GatewayServer(yaml_source(config), plan, front, address, workers).run()


def _is_free(host: str, port: int) -> bool:
    """Asked beforehand, because gunicorn would try again for seconds and then say less."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
