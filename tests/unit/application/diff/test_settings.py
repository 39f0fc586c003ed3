"""What is not compared further is named, and what may open is said to."""

import pytest

from tests.unit.application.diff.differing import compared
from tests.unit.application.house import CONFIG


@pytest.mark.parametrize(
    ("old", "new", "what", "change", "may_open"),
    [
        ("audience: [shop]", "audience: [shop, else]", "issuer main", "other validity.audience", True),
        ("thirty-two bytes", "forty-four bytes!", "issuer main", "other location.value", True),
        ("{roles: roles}", "{roles: groups}", "issuer main", "other paths.roles", True),
        (
            "algorithms: [HS256]",
            "algorithms: [HS256]\n      ready_without_keys: true",
            "issuer main",
            "other ready_without_keys",
            False,
        ),
        ("identity:\n", "identity:\n  revocation: {redis: 'redis://127.0.0.1'}\n", "revocation", "added", True),
        ("identity:\n", "identity:\n  failures: {allowed: 3}\n", "failures", "other allowed", False),
        ("upstreams:\n", "portal: {title: Shop}\nupstreams:\n", "portal", "other title", False),
        ("body_limit: 10B", "body_limit: 11B", "server", "other body_limit", False),
        ("10.0.0.0/8", "10.0.0.0/9", "server", "other trusted_proxies.networks", True),
        ("body_limit: 10B", "body_limit: 10B\n  paths: normalise", "server", "other normalises_paths", True),
        ("http://orders:8080", "http://orders:8081", "upstream orders", "other targets", False),
    ],
)
def test_a_setting_is_named_with_what_differs(old: str, new: str, what: str, change: str, may_open: bool) -> None:
    found = compared(CONFIG.replace(old, new))
    (setting,) = found.settings
    assert (setting.what, setting.change, setting.may_open) == (what, change, may_open)
    assert found.may_open is may_open


def test_no_value_is_told_for_it_may_be_a_secret() -> None:
    found = compared(CONFIG.replace("thirty-two bytes", "forty-four bytes!"))
    assert "bytes" not in str(found.settings)


def test_what_only_one_of_them_has_is_no_setting() -> None:
    more = CONFIG.replace("routes:", '  more: {targets: [{url: "http://more:1"}]}\nroutes:')
    assert compared(more).settings == ()


KEYS = "{main: {keys: [{id: nightly, owner: nightly, hash: 'sha256:%s'}]}}" % ("a1b2" * 16)


def test_a_credential_of_the_same_name_that_is_another_kind_may_open() -> None:
    start, end = CONFIG.index("  issuers:"), CONFIG.index("permissions:")
    found = compared(CONFIG[:start] + f"  api_keys: {KEYS}\n" + CONFIG[end:])
    (setting,) = found.settings
    assert (setting.what, setting.change) == ("issuer main", "now of another kind: API keys")
    assert found.may_open


def test_what_a_rest_of_the_path_is_compared_with_is_not_told_as_no_change() -> None:
    line = '  my-order: {match: "GET /orders/{who}", to: orders, require: {subject: "{who}"}}'
    deny = '{claim: {t: {contains: "{who}"}}}'
    other = f'  my-order: {{match: "GET /{{who*}}", to: orders, require: authenticated, deny: {deny}}}'
    assert line in CONFIG
    assert compared(CONFIG.replace(line, other)).may_open


def test_a_route_that_is_not_described_any_more_is_told() -> None:
    found = compared(CONFIG.replace("require: public}", "require: public, published: false}"))
    assert [str(one) for one in found.changes if "description" in str(one)]
