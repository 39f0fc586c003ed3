"""The commands: which there are, what each does in a line, and where it is; a command is imported when it is asked for.

So `limen --help` needs no server, and the server needs no demo. The lines are those of the commands' own docstrings,
which a test holds.
"""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

COMMANDS = {
    "demo": "Start the demo services and the gateway before them; print tokens and calls to try.",
    "init": "Write a first configuration, explained, that can be served at once.",
    "serve": "Serve a configuration.",
    "reload": "Have a running gateway read its configuration.",
    "check": "Find every fault of a configuration.",
    "fault": "Say what the code of a fault means, with a wrong example and a right one.",
    "effective": "Print what is in force, defaults included, and where each value was written. Secrets are `***`.",
    "routes": "List the routes in order of precedence: of two that match a request, the upper one takes it.",
    "matrix": "Tell who may call what: each route for nobody, for whoever is known, and for each role.",
    "openapi": "Print the description of the API, as one OpenAPI 3.1 document.",
    "diff": "Tell which requests change outcome from one configuration to another, each with a request that shows it.",
    "explain": "Explain what becomes of a request, and why: each stage, with the lines that caused it.",
    "test": "Run policy cases: what the configuration decides, held against what is expected.",
    "replay": "Decide the calls of an access log again, by another configuration, and list what would change.",
    "import": "Write a configuration to review, from an OpenAPI document.",
    "fmt": "Write files in their one layout: white space and quotes. Comments, order and line breaks stay.",
    "schema": "Print the JSON Schema of the configuration file, for editors.",
    "key": "Make an API key.",
    "token": "Make a development token, explain one, or revoke it.",
}

_MODULES = {"import": "importing"}  # a word of Python is no name of a module


class Commands(TyperGroup):
    def __init__(self, **terms: Any) -> None:
        super().__init__(**terms)
        self.commands.update({name: TyperCommand(name, help=line) for name, line in COMMANDS.items()})

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The real one in the place of the one that is only listed."""
        if args[0] in COMMANDS:
            self.commands[args[0]] = loaded(args[0])
        return super().resolve_command(ctx, args)


def loaded(name: str) -> Any:
    """The command of the module of its name: a function, or a Typer with commands of its own."""
    where = _MODULES.get(name, name)
    command = getattr(import_module(f"entrypoints.cli.{where}"), where)
    if isinstance(command, typer.Typer):
        return typer.main.get_command(command)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name)(command)
    return typer.main.get_command(alone)
