"""`limen check`: every fault of a configuration, with its place."""

import json

import typer

from application.warnings import warnings_of
from entrypoints.cli.config import ConfigOption, JsonOption, plan_of


def check(config: ConfigOption, as_json: JsonOption = False) -> None:
    """Find every fault of a configuration. Exit 1 if there is one. Warnings are printed too, and end nothing.

    Example: limen check -c gateway.yaml
    """
    plan = plan_of(config, as_json=as_json)
    warnings = list(warnings_of(plan))
    counts = {"routes": len(plan.routes), "upstreams": len(plan.upstreams), "issuers": len(plan.issuers)}
    if as_json:
        typer.echo(json.dumps({"faults": [], "warnings": warnings, **counts}, indent=2))
    else:
        for warning in warnings:
            typer.echo(f"warning: {warning}", err=True)
        typer.echo(f"{config}: no fault ({', '.join(f'{what}: {count}' for what, count in counts.items())})")
