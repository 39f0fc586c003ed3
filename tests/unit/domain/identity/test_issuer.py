"""Issuers: a secret that is held never shows."""

from domain.identity.issuer import Secret


def test_a_secret_prints_as_stars() -> None:
    secret = Secret("hunter2")
    assert f"{secret} {secret!r} {[secret]}" == "*** *** [***]"
    assert secret.value == "hunter2"
