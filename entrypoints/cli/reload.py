"""`limen reload`: asks a running gateway to read its configuration, by its admin address, and tells what came of it."""

import http.client
import json
import os
import time
from threading import Event
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from application.ports.config import Excerpt
from domain.spec.fault import Fault
from domain.spec.place import Place
from entrypoints.cli.config import JsonOption
from entrypoints.cli.telling import tell

LONGEST = 180.0  # seconds for an outcome: a reading may take two minutes
GLANCE = 0.1

AdminOption = Annotated[
    str | None,
    typer.Option(envvar="LIMEN_ADMIN", help="The admin address.  [default: http://127.0.0.1:9900]", metavar="URL"),
]
WaitOption = Annotated[bool, typer.Option("--wait", help="Until every worker runs the edition and is ready.")]
TimeoutOption = Annotated[int, typer.Option(min=1, help="Seconds that --wait waits.")]


def reload(
    admin: AdminOption = None, wait: WaitOption = False, timeout: TimeoutOption = 30, as_json: JsonOption = False
) -> None:
    """Have a running gateway read its configuration. Exit 1 if it refuses: then nothing has changed.

    Example: limen reload --wait
    """
    gateway = _Admin(admin or f"http://127.0.0.1:{os.environ.get('LIMEN_ADMIN_PORT', '9900')}")
    outcome = gateway.asked("POST", "/-/reload", LONGEST)
    is_accepted = outcome["outcome"] == "accepted"
    late = _late(gateway, outcome["edition"], timeout) if wait and is_accepted else None
    if as_json:
        typer.echo(json.dumps({**outcome, "late": late or []}, indent=2))
    elif is_accepted:
        typer.echo(f"edition {outcome['edition']:.12} is in force: {outcome['routes']} routes, {outcome['ms']} ms")
    else:
        _tell(outcome)
    if late:
        typer.echo(f"not within {timeout} s in the workers {', '.join(map(str, late))}", err=True)
    raise typer.Exit(1 if late or not is_accepted else 0)


class _Admin:
    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = 0
        if parts.scheme != "http" or not parts.hostname or port == 0:
            raise typer.BadParameter(f"`{url}` is no address like http://127.0.0.1:9900", param_hint="--admin")
        self._url, self._host, self._port = url, parts.hostname, port or 80

    def asked(self, method: str, path: str, seconds: float) -> dict[str, Any]:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=seconds)
        try:
            connection.request(method, path)
            answer = connection.getresponse()
            document: dict[str, Any] = json.loads(answer.read())
        except (OSError, ValueError, http.client.HTTPException) as problem:
            typer.echo(f"no gateway answers at {self._url}: {problem}", err=True)
            raise typer.Exit(1) from None
        finally:
            connection.close()
        if "outcome" not in document and "workers" not in document:
            typer.echo(f"{self._url} is not a gateway's admin address: it says {answer.status}", err=True)
            raise typer.Exit(1)
        return document


def _late(gateway: _Admin, edition: str, seconds: int) -> list[int | None]:
    """The workers that do not run `edition`, or are not ready, when the time is over."""
    until, pause = time.monotonic() + seconds, Event()
    while late := _others(gateway.asked("GET", "/-/status", seconds)["workers"], edition):
        if time.monotonic() >= until:
            return late
        pause.wait(GLANCE)
    return []


def _others(workers: list[dict[str, Any]], edition: str) -> list[int | None]:
    return [one["pid"] for one in workers if one["edition"] != edition or not one["ready"]]


def _tell(outcome: dict[str, Any]) -> None:
    shown = {_place(fault): Excerpt(fault["text"], fault["caret"]) for fault in outcome["faults"] if fault["caret"]}
    faults = [Fault(_place(fault), fault["code"], fault["message"], fault["hint"]) for fault in outcome["faults"]]
    tell(faults, shown.get, as_json=False)
    typer.echo(f"refused: edition {outcome['active']:.12} stays in force", err=True)


def _place(fault: dict[str, Any]) -> Place:
    return Place(fault["file"], fault["line"], fault["column"])
