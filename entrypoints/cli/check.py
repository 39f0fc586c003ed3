"""`limen check`: every fault of a configuration, with its place, and whatever looks wrong with it as a whole."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from application.analysing import analysed
from application.ports.config import Edition
from application.warnings import warnings_of
from domain.analysis.finding import Finding
from domain.plan.findings import Severity
from domain.plan.plan import Plan
from entrypoints.cli.config import ConfigOption, JsonOption, found_in
from entrypoints.cli.telling import told_here
from entrypoints.finding_documents import finding_document

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
Strict = Annotated[bool, typer.Option("--strict", help="Exit 1 on warnings as well.")]


def check(config: ConfigOption, strict: Strict = False, as_json: JsonOption = False) -> None:
    """Find every fault of a configuration. Exit 1 if there is one. Warnings are printed too, and end nothing.

    Example: limen check -c gateway.yaml
    """
    edition, plan = found_in(config, as_json=as_json)
    findings, warnings = analysed(edition, plan), list(warnings_of(plan))
    if as_json:
        _tell_machines(edition, plan, findings, warnings)
    else:
        _tell(config, edition, plan, findings, warnings)
    if strict and (warnings or any(one.severity is not Severity.NOTE for one in findings)):
        raise typer.Exit(1)


def _tell(config: Path, edition: Edition, plan: Plan, findings: tuple[Finding, ...], warnings: list[str]) -> None:
    for warning in warnings:
        typer.echo(f"warning: {warning}", err=True)
    for one in findings:
        typer.echo(told_here(one.fault, edition.excerpt, one.severity.value, COLOURS[one.severity]), err=True)
    counts = ", ".join(f"{what}: {count}" for what, count in _counts(plan).items())
    typer.echo(f"{config}: no fault ({counts}){_tally(findings)}")


def _tally(findings: tuple[Finding, ...]) -> str:
    """Nothing, where there is nothing to say."""
    number = {severity: sum(one.severity is severity for one in findings) for severity in Severity}
    told = [f"{count} {severity.value}{'s' if count > 1 else ''}" for severity, count in number.items() if count]
    return f"; {', '.join(told)}" if told else ""


def _tell_machines(edition: Edition, plan: Plan, findings: tuple[Finding, ...], warnings: list[str]) -> None:
    documents = [finding_document(one, edition.excerpt) for one in findings]
    told: dict[str, Any] = {"faults": [], "warnings": warnings, "findings": documents, **_counts(plan)}
    typer.echo(json.dumps(told, indent=2))


def _counts(plan: Plan) -> dict[str, int]:
    return {"routes": len(plan.routes), "upstreams": len(plan.upstreams), "issuers": len(plan.issuers)}
