"""`limen check`: every fault of a configuration, with its place."""

import json

import typer

from entrypoints.cli.config import ConfigOption, JsonOption, plan_of


def check(config: ConfigOption, as_json: JsonOption = False) -> None:
    """Find every fault of a configuration. Exit 1 if there is one.

    Example: limen check -c gateway.yaml
    """
    plan = plan_of(config, as_json=as_json)
    counts = {"routes": len(plan.routes), "upstreams": len(plan.upstreams), "issuers": len(plan.issuers)}
    if as_json:
        typer.echo(json.dumps({"faults": [], **counts}, indent=2))
    else:
        typer.echo(f"{config}: no fault ({', '.join(f'{what}: {count}' for what, count in counts.items())})")
