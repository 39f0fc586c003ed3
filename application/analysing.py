"""Analysing: what looks wrong with a configuration as a whole. For whoever asks; nothing waits for it."""

from application.ports.config import Edition
from domain.analysis.finding import Finding
from domain.analysis.findings import findings
from domain.plan.plan import Plan
from domain.spec.spec import Spec


def analysed(edition: Edition, plan: Plan) -> tuple[Finding, ...]:
    """Of a plan and what it was compiled from."""
    return findings(edition.spec, plan) if isinstance(edition.spec, Spec) else ()
