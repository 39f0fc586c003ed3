"""Warnings: what a plan may say, and whoever runs it should hear: in the log each time it comes into force."""

from collections.abc import Iterator

from domain.plan.plan import Plan


def warnings_of(plan: Plan) -> Iterator[str]:
    for issuer in plan.issuers.values():
        if issuer.insecure_http:
            yield (
                f"issuer {issuer.name} has `insecure_http: true`: whoever is on the way to its keys can sign for it; "
                "never outside of a test"
            )
