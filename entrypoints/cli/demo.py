"""`limen demo`: three services and the gateway before them."""

from typing import Annotated

import typer

from entrypoints.demo.command import run_demo
from entrypoints.demo.ports import Ports


def _port(name: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(min=1, max=65535, help=f"The port of {name}.")
    return option


def demo(
    port: Annotated[int, _port("the gateway")] = 8080,
    identity_port: Annotated[int, _port("the identity service")] = 9100,
    orders_port: Annotated[int, _port("the orders service")] = 9101,
    users_port: Annotated[int, _port("the users service")] = 9102,
) -> None:
    """Start the demo services and the gateway before them; print tokens and calls to try. Ctrl-C ends it all.

    Example: limen demo --port 8081
    """
    raise typer.Exit(run_demo(Ports(port, identity_port, orders_port, users_port)))
