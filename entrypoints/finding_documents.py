"""Findings as documents, for machines: a fault's, and beside it how grave it is, and the witness."""

from typing import Any

from domain.analysis.call import CallOf
from domain.analysis.finding import Evidence, Finding
from entrypoints.fault_documents import Excerpts, document


def finding_document(finding: Finding, excerpt: Excerpts) -> dict[str, Any]:
    return {
        **document(finding.fault, excerpt),
        "message": finding.message,
        "severity": finding.severity.value,
        "about": finding.about,
        "unknown": finding.is_unknown,
        "witness": _witness(finding.evidence) if finding.evidence else None,
    }


def _witness(evidence: Evidence) -> dict[str, Any]:
    request = evidence.request
    headers = {name.decode(): value.decode("utf-8", "replace") for name, value in request.headers}
    told = {"method": request.method, "url": f"http://{request.host}{request.target.decode()}", "headers": headers}
    return told | ({"caller": _caller(evidence.caller)} if evidence.caller else {})


def _caller(call: CallOf) -> dict[str, Any]:
    who = call.principal
    return {
        "subject": who.subject,
        "roles": sorted(who.roles),
        "permissions": sorted(who.permissions),
        "claims": dict(who.claims),
        "client": call.client,
        "moment": call.moment,
    }
