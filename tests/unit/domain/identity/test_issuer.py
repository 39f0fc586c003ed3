"""Issuers: a secret that is held never shows, and what is not said is strict."""

from domain.identity.issuer import Issuer, KeyOrigin, KeysRefresh, Secret, TokenForm
from domain.identity.principal import ClaimPaths
from domain.identity.validity import Validity


def test_a_secret_prints_as_stars() -> None:
    secret = Secret("hunter2")
    assert f"{secret} {secret!r} {[secret]}" == "*** *** [***]"
    assert secret.value == "hunter2"


def test_an_issuer_of_which_no_more_is_said_is_neither_insecure_nor_ready_without_keys() -> None:
    validity = Validity("https://idp.example", frozenset(("shop",)))
    issuer = Issuer("main", KeyOrigin.DISCOVER, "https://idp.example", frozenset(("RS256",)), validity, ClaimPaths())
    assert (issuer.insecure_http, issuer.ready_without_keys) == (False, False)
    assert issuer.form == TokenForm(frozenset(("jwt", "at+jwt")), needs_type=False, largest=16384)
    assert issuer.refresh == KeysRefresh(after=5 * 60, stale_for=24 * 3600, cooldown=10)
