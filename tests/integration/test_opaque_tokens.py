"""Opaque tokens of a certified issuer at a running gateway, which proves who it is by a secret or by a signature."""

from collections.abc import Iterator

import pytest

from tests.e2e.rude import Rude, says
from tests.e2e.serving import Answered, Served, call, until
from tests.integration.idp.real_issuer import RealIssuer

pytestmark = pytest.mark.e2e
CONFIG = """version: 1
identity:
  issuers:
    main: {{issuer: "{issuer}", audience: [shop], keys: discover, algorithms: [RS256], claims: {{permissions: scope}}}}
  introspection:
    by-secret:
      url: {introspection}
      client_id: {client}
      client_secret: {secret}
      audience: [shop]
      issuer: {issuer}
      claims: {{subject: client_id, roles: roles, permissions: scope}}
      needs_token_type: true
      cache: {{most: 1s}}
    by-key:
      url: {introspection}
      client_id: {key_client}
      private_key: {{file: gateway.pem}}
      issuer: {issuer}
      claims: {{subject: client_id, permissions: scope}}
permissions: {{roles: {{viewer: {{grants: ["orders:read"]}}}}, declared: ["orders:write"]}}
upstreams: {{orders: {{targets: [{{url: "http://127.0.0.1:{port}"}}]}}}}
defaults: {{require: {{permission: "orders:read"}}}}
routes:
  by-secret: {{match: GET /by-secret, to: orders, credentials: [by-secret]}}
  by-key: {{match: GET /by-key, to: orders, credentials: [by-key]}}
  either: {{match: GET /either, to: orders, credentials: [main, by-key]}}
"""
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def gateway(issuer: RealIssuer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("opaque")
    (folder / "gateway.pem").write_text(issuer.pem)
    client, secret = issuer.BY_SECRET
    with Rude(says(OK)) as upstream:
        named = {"issuer": issuer.address, "introspection": issuer.introspection, "client": client, "secret": secret}
        (folder / "gateway.yaml").write_text(CONFIG.format(**named, key_client=issuer.BY_KEY, port=upstream.port))
        with Served(folder, folder / "gateway.yaml") as gateway:
            yield gateway


def ask(gateway: Served, path: str, token: str) -> Answered:
    return call(gateway.port, "GET", path, token=token)


@pytest.mark.parametrize("path", ["/by-secret", "/by-key", "/either"])
def test_an_opaque_token_of_the_issuer_is_accepted(gateway: Served, issuer: RealIssuer, path: str) -> None:
    token = issuer.opaque_token()
    assert [ask(gateway, path, token).status for _ in range(3)] == [200] * 3, gateway.log()
    assert gateway.lines()[-1]["subject"] == "machine"


def test_a_signed_token_is_verified_here_and_an_opaque_one_there(gateway: Served, issuer: RealIssuer) -> None:
    assert ask(gateway, "/either", issuer.token("RS256")).status == 200


@pytest.mark.parametrize("path", ["/by-secret", "/by-key", "/either"])
def test_an_invented_token_is_not_active(gateway: Served, issuer: RealIssuer, path: str) -> None:
    answer = ask(gateway, path, "invented")
    assert (answer.status, answer.reason) == (401, "token-inactive")


def test_a_token_for_another_audience_is_refused(gateway: Served, issuer: RealIssuer) -> None:
    token = issuer.opaque_token("other")
    assert ask(gateway, "/by-secret", token).reason == "token-audience"
    assert ask(gateway, "/by-key", token).status == 200  # which asks for none


def test_a_token_that_is_revoked_is_refused_when_the_answer_has_been_remembered_long_enough(
    gateway: Served, issuer: RealIssuer
) -> None:
    token = issuer.opaque_token()
    assert ask(gateway, "/by-secret", token).status == 200
    issuer.revoke(token)
    until(lambda: ask(gateway, "/by-secret", token).status == 401, "the token is not believed any more")
    assert ask(gateway, "/by-secret", token).reason == "token-inactive"
