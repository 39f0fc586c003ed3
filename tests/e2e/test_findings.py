"""What the analysis finds is so: the witness of each finding, sent to the running application, behaves as it says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from adapters.config.yaml_source import YamlConfigSource
from application.analysing import analysed
from domain.analysis.call import CallOf
from domain.analysis.finding import Evidence
from domain.analysis.invariants import violations
from domain.identity.principal import NOBODY
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.spec import Spec
from tests.fakes.signer import Signer
from tests.golden.test_analysis import ENVIRONMENT, FOLDER, NAMES
from tests.property.calls import Made
from tests.property.running import Happened, Running

SECRET = ENVIRONMENT["JWT_SECRET"].encode()
MOMENT = 1_800_000_000.0
ROLES = ["viewer", "manager", "admin"]


@dataclass(frozen=True)
class Case:
    spec: Spec
    plan: Plan
    code: str
    about: str
    evidence: Evidence
    message: str


def planted(name: str) -> tuple[Spec, Plan, Any]:
    edition = YamlConfigSource(FOLDER / f"planted/{name}.yaml", ENVIRONMENT).read()
    assert isinstance(edition.spec, Spec)
    plan = compile_plan(edition.spec)
    assert isinstance(plan, Plan)
    return edition.spec, plan, edition


def cases() -> Iterator[Any]:
    for name in NAMES:
        spec, plan, edition = planted(name)
        found = [(one.code, one.about, one.evidence, one.message) for one in analysed(edition, plan)]
        found += [("invariant-broken", "", one.evidence, one.fault.message) for one in violations(plan)]
        for code, about, evidence, message in found:
            if evidence is not None:
                yield pytest.param(Case(spec, plan, code, about, evidence, message), id=f"{name}-{code}")


def made(evidence: Evidence, caller: CallOf | None) -> Made:
    """The request as bytes; with a token that says what the caller is, where there is one."""
    request = evidence.request
    headers = [(b"host", request.host.encode()), *request.headers]
    moment, peer = (caller.moment, caller.client) if caller else (MOMENT, "127.0.0.1")
    if caller is not None and caller.principal is not NOBODY:
        who = caller.principal
        stated = {**who.claims, "sub": who.subject, "roles": sorted(who.roles), "scope": sorted(who.permissions)}
        stated |= {"iss": "https://idp.example", "aud": "shop", "exp": moment + 600}
        headers.append((b"authorization", b"Bearer " + Signer("HS256", SECRET, None).token(stated).encode()))
    return Made(request.method, request.target.decode(), headers, peer, moment, None)


async def happened(plan: Plan, evidence: Evidence, caller: CallOf | None) -> Happened:
    async with Running(plan) as running:
        return await running.happened(made(evidence, caller))


def somebody(*roles: str) -> CallOf:
    return CallOf(replace(NOBODY, subject="somebody", roles=frozenset(roles)), "GET", (), "127.0.0.1", MOMENT)


async def is_taken_by_another(case: Case) -> None:
    seen = await happened(case.plan, case.evidence, somebody(*ROLES))
    assert seen.route not in (None, case.about)
    assert f"`{seen.route}`" in case.message


async def is_decided_by_order(case: Case) -> None:
    await is_taken_by_another(case)
    routes = tuple(reversed(case.spec.routes))
    other = compile_plan(replace(case.spec, routes=routes))
    assert isinstance(other, Plan)
    assert (await happened(other, case.evidence, somebody(*ROLES))).route == case.about


async def is_open(case: Case) -> None:
    seen = await happened(case.plan, case.evidence, case.evidence.caller)
    assert (seen.route, seen.status) == (case.about, 200)
    if case.evidence.caller is None:
        assert "public" in case.message


async def keeps_everybody_out(case: Case) -> None:
    for caller in (case.evidence.caller, somebody(), somebody("viewer"), somebody(*ROLES)):
        seen = await happened(case.plan, case.evidence, caller)
        assert (seen.route, seen.status) == (case.about, 403)


async def lets_everybody_in(case: Case) -> None:
    for caller in (case.evidence.caller, somebody(), somebody("viewer"), somebody(*ROLES)):
        seen = await happened(case.plan, case.evidence, caller)
        assert (seen.route, seen.status) == (case.about, 200)


async def breaks_the_invariant(case: Case) -> None:
    seen = await happened(case.plan, case.evidence, case.evidence.caller or somebody(*ROLES))
    assert f"route `{seen.route}`" in case.message
    assert seen.status == (403 if "keeps out" in case.message else 200)
    if "leads to" in case.message:
        assert f"`{seen.upstream}`" in case.message


BEHAVIOURS = {
    "route-shadowed": is_taken_by_another,
    "route-ambiguous": is_decided_by_order,
    "route-laxer": is_open,
    "route-exposed": is_open,
    "route-public-alone": is_open,
    "policy-never-allows": keeps_everybody_out,
    "policy-never-denies": lets_everybody_in,
    "invariant-broken": breaks_the_invariant,
}


@pytest.mark.parametrize("case", list(cases()))
async def test_a_witness_behaves_as_its_finding_says(case: Case) -> None:
    await BEHAVIOURS[case.code](case)


def test_every_kind_of_finding_that_has_a_witness_is_met() -> None:
    assert {case.values[0].code for case in cases()} == BEHAVIOURS.keys()
