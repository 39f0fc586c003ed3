"""Rights that come to nothing."""

from domain.analysis.rights import idle_rights
from tests.unit.domain.analysis.written import plan_of, routes, spec_of, told

ROLES = 'permissions: {roles: {viewer: {grants: ["a:read"]}, admin: {grants: ["a:*"]}}}\n'
KNOWN = 'issuer: "https://idp.example", audience: [a], keys: discover, algorithms: [RS256]'
ISSUER = f"identity: {{issuers: {{main: {{{KNOWN}, %s}}}}}}\n"
SILENT = ISSUER % "leeway: 1s"


def found(*parts: str) -> list[tuple[str, str]]:
    written = "".join(parts)
    return told(idle_rights(spec_of(written), plan_of(written)))


def asks(*requires: str) -> str:
    lines = (f'r{n}: {{match: "GET /r{n}", to: orders, require: {one}}}' for n, one in enumerate(requires))
    return routes(*lines)


READ, WRITE = '{permission: "a:read"}', '{permission: "a:write"}'


def test_rights_that_are_asked_for_and_held_are_fine() -> None:
    assert found(ROLES, asks(READ, "{role: admin}")) == []
    assert found(ROLES, asks("public", READ, "{role: admin}")) == []


def test_where_no_token_says_any_that_is_told_once() -> None:
    assert found(SILENT, ROLES, asks(READ, "{role: admin}")) == [("roles-unstated", "main")]


def test_an_invariant_that_is_proven_of_nobody_is_named() -> None:
    """Each once; one of other routes is not meant."""
    several = """invariants:
  - {name: admins, for: {path: /**}, must: {require: {role: admin}}}
  - {name: elsewhere, for: {path: /else}, must: {require: {role: admin}}}
"""
    lines = several + asks(READ, "{role: admin}", "public")
    assert found(SILENT, ROLES, lines) == [("roles-unstated", "main"), ("roles-unstated", "admins")]
    assert found(ROLES, lines) == []


def test_a_role_or_permission_that_nobody_has_is_told_once() -> None:
    mapped = ISSUER % "claims: {roles: roles}, role_map: {theirs: viewer}"
    assert found(mapped, ROLES, asks(READ, "{role: admin}", "{role: admin}")) == [("role-unheld", "admin")]
    declared = 'permissions: {declared: ["b:read"], roles: {viewer: {}}}\n'
    assert found(declared, asks('{permission: "b:read"}', "{role: viewer}")) == [("permission-unheld", "b:read")]
    stated = ISSUER % "claims: {roles: roles, permissions: scope}"
    assert found(stated, declared, asks('{permission: "b:read"}', "{role: viewer}")) == []


def test_roles_and_permissions_that_nobody_asks_for_are_told() -> None:
    assert found(ROLES, asks("{role: admin}")) == [("role-idle", "viewer"), ("permission-idle", "a:*")]
    assert found(ROLES, asks(WRITE)) == [("role-idle", "viewer")]
    every = 'permissions: {roles: {root: {grants: ["*"]}}}\n'
    assert found(every, asks(READ)) == []
    assert found(every, asks("{role: root}")) == [("permission-idle", "*")]


def test_a_public_route_with_a_fence_asks_nobody_for_rights() -> None:
    line = "r: {match: GET /r, to: orders, require: public, deny: {client: 10.0.0.0/8}}"
    assert found("permissions: {}\n", routes(line)) == []
