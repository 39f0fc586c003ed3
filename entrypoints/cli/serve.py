"""`limen serve`: the production server.

Its variables are not called LIMEN_PORT or LIMEN_HOST: Kubernetes sets those for a Service named limen.
"""

import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from application.noting.notes import NoteTerms
from domain.plan.plan import Plan
from entrypoints.cli.config import ConfigOption
from entrypoints.cli.telling import tell
from entrypoints.container import front, import_ahead, last_good, prepare_process
from entrypoints.control.rolling import InForce
from entrypoints.control.watch import Watch
from entrypoints.http.front import Front
from entrypoints.offline import yaml_source
from entrypoints.serve.server import GatewayServer
from entrypoints.serve.terms import Terms
from entrypoints.starting import CannotStart, started

Host = Annotated[str, typer.Option(envvar="LIMEN_LISTEN_HOST", help="The address to listen on.")]
Port = Annotated[int, typer.Option(envvar="LIMEN_LISTEN_PORT", min=1, max=65535, help="The port to listen on.")]
Workers = Annotated[int, typer.Option(envvar="LIMEN_WORKERS", min=1, help="Processes that serve.")]
WatchOption = Annotated[bool, typer.Option(envvar="LIMEN_WATCH", help="Reload when what is written changes.")]
Admin = Annotated[bool, typer.Option("--admin/--no-admin", envvar="LIMEN_ADMIN_ON", help="Serve the admin address.")]
AdminHost = Annotated[
    str, typer.Option(envvar="LIMEN_ADMIN_HOST", help="The admin address, which asks nobody who they are.")
]
AdminPort = Annotated[
    int, typer.Option(envvar="LIMEN_ADMIN_PORT", min=0, max=65535, help="Its port; 0: any, which the log tells.")
]
LastGoodOption = Annotated[
    Path | None,
    typer.Option("--last-good", envvar="LIMEN_LAST_GOOD", help="A folder to keep the last good configuration in."),
]
ExplainLast = Annotated[
    int,
    typer.Option(
        envvar="LIMEN_EXPLAIN_LAST", min=0, max=100_000, help="Decisions that a worker keeps to explain; 0: none."
    ),
]
ExplainAll = Annotated[
    bool, typer.Option("--explain-all", envvar="LIMEN_EXPLAIN_ALL", help="Keep all decisions, not refusals alone.")
]


def serve(
    config: ConfigOption,
    host: Host = "127.0.0.1",
    port: Port = 8080,
    workers: Workers = 1,
    watch: WatchOption = True,
    admin: Admin = True,
    admin_host: AdminHost = "127.0.0.1",
    admin_port: AdminPort = 9900,
    kept_in: LastGoodOption = None,
    explain_last: ExplainLast = 1000,
    explain_all: ExplainAll = False,
) -> None:
    """Serve a configuration. It is checked first: with a fault, nothing starts.

    It is read again when it changes, on SIGHUP, and when `limen reload` asks; with a fault what is in force stays.
    SIGTERM lets calls end, then exits 0.

    Example: limen serve -c gateway.yaml --host 0.0.0.0 --workers 4
    """
    terms = Terms(str(config), f"[{host}]:{port}" if ":" in host else f"{host}:{port}", workers)
    _refuse_if_taken(host, port, "port", "choose another with --port")
    terms.admin = _listening(admin_host, admin_port) if admin else None
    notes = NoteTerms(explain_last if admin else 0, every=explain_all)  # nobody else could ask
    _serve(config, terms, watch, kept_in, partial(front, notes=notes))


def _serve(config: Path, terms: Terms, watch: bool, kept_in: Path | None, build: Callable[[Plan], Front]) -> None:
    source = yaml_source(config)
    terms.last_good = last_good(kept_in, config) if kept_in is not None else None
    terms.watch = Watch(source.look) if watch else None
    try:
        first = started(source, terms.last_good)
    except CannotStart as why:
        _tell(why)
        raise typer.Exit(1) from None
    terms.refresh = first.read.refresh
    if terms.watch is not None:
        terms.watch.follow(first.beside)
    prepare_process()
    import_ahead(first.plan)
    first.announce(terms.admin.getsockname() if terms.admin is not None else None)
    GatewayServer(source, InForce(first.edition, first.plan), first.record, build, terms).run()


def _tell(why: CannotStart) -> None:
    if why.faults is not None:
        tell(*why.faults, as_json=False)
    if why.of_the_last_good is not None:
        typer.echo("the last good configuration is no good any more:", err=True)
        tell(*why.of_the_last_good, as_json=False)
    if str(why):
        typer.echo(str(why), err=True)


def _refuse_if_taken(host: str, port: int, what: str, advice: str) -> None:
    """Asked beforehand, because gunicorn would try again for seconds and then say less."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            typer.echo(f"{what} {port} on {host} is in use; {advice}", err=True)
            raise typer.Exit(1) from None


def _listening(host: str, port: int) -> socket.socket:
    """One that is taken is no detail: whoever asks there would be told of another gateway."""
    _refuse_if_taken(host, port, "admin port", "choose another with --admin-port, or do without by --no-admin")
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
