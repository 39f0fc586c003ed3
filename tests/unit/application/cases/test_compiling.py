"""Cases name what the configuration has, or are faults; callers are who the file says."""

import pytest

from tests.unit.application.cases.casework import CONFIG, faults, results_of, wrong


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("who: veiwer", "5:10 role-unknown"),
        ("who: {role: viewer, credential: mian}", "5:37 credential-unknown"),
        ("expect: {route: lits}", "5:21 route-unknown"),
        ("expect: {reason: token-mising}", "5:22 reason-unknown"),
        ("expect: {upstream: [orders, order]}", "5:33 upstream-unknown"),
        ("expect: {policy: own-or-bos}", "5:22 policy-unknown"),
        ("expect: {not: {route: lits}}", "5:27 route-unknown"),
        ("who: {token: a.b.c}", "5:10 case-timeless"),
        ("who: {key: limen_a_b}", "5:10 keys-undefined"),
    ],
)
def test_a_name_that_the_configuration_does_not_have_is_a_fault(line: str, fault: str) -> None:
    rest = "" if line.startswith("expect") else "    expect: allow\n"
    assert faults(f"cases:\n  one:\n    request: GET /orders\n    {line}\n{rest}") == [fault]


def test_an_address_that_is_none_is_a_fault() -> None:
    assert faults("cases: {one: {request: GET orders, expect: allow}}") == ["2:28 request-url-malformed"]


def test_who_signs_a_token_is_said_where_several_do() -> None:
    second = "    other: {issuer: https://b.example, audience: [a], keys: discover, algorithms: [RS256]}\n"
    config = CONFIG.replace("  issuers:\n", f"  issuers:\n{second}").replace(
        "routes:\n", "defaults: {issuer: main}\nroutes:\n"
    )
    case = "cases: {one: {request: GET /orders, who: {token: {roles: [viewer]}%s}, expect: allow}}"
    assert faults(case % "", config) == ["2:42 issuer-ambiguous"]
    assert wrong(case % ", credential: main", config) == []


def test_a_token_is_filled_in_and_judged() -> None:
    def said(token: str) -> list[str]:
        return wrong(f"cases: {{one: {{request: GET /orders, who: {{token: {{{token}}}}}, expect: allow}}}}")

    assert said("roles: [viewer]") == []
    assert said("roles: [viewer], iss: https://idp.example") == []
    assert said("roles: [viewer], aud: another") == ["decision: expected allow, got 401 token-audience"]
    assert said("roles: [viewer], iss: https://evil.example") == ["decision: expected allow, got 401 token-issuer"]


def test_a_caller_may_have_a_name_a_tenant_claims_and_permissions() -> None:
    config = (
        CONFIG
        + "  deep: {match: GET /deep, to: orders, require: {all_of: [{claim: {tenant: acme}}, {claim: {a.b: 1}}]}}\n"
    )
    who = "{subject: ann, tenant: acme, permissions: [x], claims: {a: {b: 1}}}"
    (result,) = results_of(f"cases: {{one: {{request: GET /deep, who: {who}, expect: allow}}}}", config)
    assert result.has_passed
    assert result.verdict is not None
    assert result.verdict.principal is not None
    assert (result.verdict.principal.subject, result.verdict.principal.tenant) == ("ann", "acme")


def test_a_key_goes_into_its_header() -> None:
    key = "identity:\n  api_keys: {partners: {header: x-api-key, keys: []}}\n"
    config = (
        CONFIG.replace("identity:\n", key)
        .replace("routes:\n", "defaults: {issuer: main}\nroutes:\n")
        .replace('"orders:read"}}\n  mine', '"orders:read"}, credentials: [partners]}\n  mine')
    )
    case = "cases: {one: {request: GET /orders, who: {key: limen_abcd_%s}, expect: {reason: key-unknown}}}" % ("a" * 26)
    assert wrong(case, config) == []
