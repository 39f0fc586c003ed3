"""A configuration and a few lines of cases, run: what tests of cases stand on."""

from functools import partial
from pathlib import Path

from adapters.config.documents import read_document
from adapters.config.models_cases import CasesModel
from adapters.config.snapshot import Snapshot
from application.cases.case import Case, Result
from application.cases.compiling import compile_cases
from application.cases.running import run
from domain.spec.fault import Fault
from entrypoints.offline import decider
from tests.unit.application.house import plan_of

CONFIG = """
version: 1
identity:
  issuers:
    main:
      issuer: https://idp.example
      audience: [shop]
      keys: {secret: "a secret of at least thirty-two bytes"}
      algorithms: [HS256]
      claims: {roles: roles}
permissions:
  roles:
    viewer: {grants: ["orders:read"]}
    manager: {inherits: [viewer], grants: ["orders:write"]}
  policies:
    own-or-boss: {any_of: [{subject: "{who}"}, {role: manager}]}
upstreams:
  orders: {targets: [{url: "http://orders:8080"}]}
  copies: {targets: [{url: "http://copies:8080"}]}
routes:
  list: {match: "GET /orders", to: orders, require: {permission: "orders:read"}}
  mine: {match: "GET /people/{who}", to: orders, require: {policy: own-or-boss}}
  open: {match: "/open/{rest*}", to: orders, rewrite: "/v2/{rest*}", request: {set: {x-from: limen}}, require: public}
  both: {match: "GET /both", to: [{upstream: orders, weight: 1}, {upstream: copies, weight: 1}], require: public}
  moved: {match: "GET /old", redirect: {path: /new, status: 308}, require: public}
"""


def cases_of(text: str, config: str = CONFIG) -> tuple[Case, ...] | tuple[Fault, ...]:
    document = read_document(f"version: 1\n{text}", "t.cases.yaml", Snapshot(Path(), {}), CasesModel)
    return document if isinstance(document, tuple) else compile_cases(document.specs(), plan_of(config))


def results_of(text: str, config: str = CONFIG) -> list[Result]:
    cases = [case for case in cases_of(text, config) if isinstance(case, Case)]
    assert cases, cases_of(text, config)
    return list(run(cases, partial(decider(plan_of(config)).decide)))


def wrong(text: str, config: str = CONFIG) -> list[str]:
    """What is said against the cases of a text."""
    return [str(one) for result in results_of(text, config) for one in result.mismatches or filter(None, (result.why,))]


def faults(text: str, config: str = CONFIG) -> list[str]:
    return [f"{one.at.line}:{one.at.column} {one.code}" for one in cases_of(text, config) if isinstance(one, Fault)]
