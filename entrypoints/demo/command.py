"""`limen demo`: the services, the gateway before them, the banner, and an end that leaves nothing behind.

Everything that can go wrong comes back as an Ending and is told on stderr; stdout has the banner and nothing else.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from entrypoints.demo.banner import SignInError, banner, fetch_tokens
from entrypoints.demo.child import Command
from entrypoints.demo.ports import Ports
from entrypoints.demo.processes import Ending, Processes
from entrypoints.demo.signals import Signals

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GatewayArgv = Callable[[Path, int], Sequence[str]]


def limen_serve(config: Path, port: int) -> Sequence[str]:
    serve = [sys.executable, "-m", "entrypoints.cli.main", "serve", "-c", str(config)]
    return [*serve, "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--no-admin"]


def run_demo(ports: Ports, gateway_argv: GatewayArgv = limen_serve) -> int:
    """Runs until a signal or a child ends it. The exit code: 0 when it was asked to end, else 1."""
    if complaints := ports.complaints():
        typer.echo("\n".join(f"limen demo: {complaint}" for complaint in complaints), err=True)
        return 1
    typer.echo("limen demo: starting identity, orders, users and the gateway before them", err=True)
    with Signals() as signals, TemporaryDirectory(prefix="limen-demo-", ignore_cleanup_errors=True) as folder:
        ending = _run(ports, signals, Path(folder), gateway_argv)
    typer.echo(f"limen demo: {ending.message}", err=True)
    return ending.exit_code


def _run(ports: Ports, signals: Signals, folder: Path, gateway_argv: GatewayArgv) -> Ending:
    # Readiness, not health: a gateway that lives but has no keys yet would refuse the banner's own calls.
    gateway = Command("gateway", tuple(gateway_argv(find_config(), ports.gateway)), ports.gateway, "/ready")
    with Processes(folder, signals, child_env(ports)) as processes:
        # The services first: the gateway asks identity for its keys when it starts.
        if ending := processes.start(service_commands(ports, folder)) or processes.start([gateway]):
            return ending
        try:
            typer.echo(banner(ports, fetch_tokens(ports.gateway), str(folder)))
        except SignInError as refused:
            return Ending(1, str(refused))
        return processes.watch()


def service_commands(ports: Ports, folder: Path) -> list[Command]:
    """`--sweep`: should the demo be killed, the last service to end removes the folder."""
    module, data = (sys.executable, "-m", "entrypoints.demo.service"), ("--data", str(folder), "--sweep")
    return [Command(name, (*module, name, "--port", str(port), *data), port) for name, port in ports.services().items()]


def child_env(ports: Ports) -> dict[str, str]:
    """Ours, the ports that the config reads, and a path that finds our packages before any of the current folder."""
    ours = {f"{name.upper()}_PORT": str(port) for name, port in ports.services().items()}
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    python = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1", "PYTHONUNBUFFERED": "1"}
    return {**os.environ, **ours, **python}


def find_config() -> Path:
    """In a wheel the example lies beside this file; in a checkout it is in the documentation."""
    shipped = HERE / "shop" / "gateway.yaml"
    return shipped if shipped.exists() else ROOT / "docs" / "examples" / "shop" / "gateway.yaml"
