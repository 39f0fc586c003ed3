"""A certified issuer before a running gateway: tokens of each algorithm and flow, refusals, and keys that change."""

import json
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.serving import Served, call, until
from tests.integration.idp.real_issuer import ALGORITHMS, RealIssuer

pytestmark = pytest.mark.e2e
CONFIG = """version: 1
identity:
  issuers:
    main:
      issuer: {address}
      audience: [{audience}]
      keys: discover
      {more}
      algorithms: [{algorithms}]
      claims: {{roles: roles, permissions: scope}}
permissions:
  roles:
    viewer: {{grants: ["orders:read", "orders:write"]}}
    machine: {{}}
routes:
  orders: {{match: GET /orders, respond: {{status: 200}}, require: {{permission: "orders:read"}}}}
  edit: {{match: PUT /orders, respond: {{status: 200}}, require: {{permission: "orders:write"}}}}
  machines: {{match: GET /machines, respond: {{status: 200}}, require: {{role: machine}}}}
  ada: {{match: "GET /users/{{user}}", respond: {{status: 200}}, require: {{subject: "{{user}}"}}}}
"""


@contextmanager
def gateway_for(issuer: RealIssuer, folder: Path, audience: str, more: str = "") -> Iterator[Served]:
    config = folder / "gateway.yaml"
    algorithms = ", ".join(ALGORITHMS)
    config.write_text(CONFIG.format(address=issuer.address, algorithms=algorithms, audience=audience, more=more))
    with Served(folder, config) as gateway:
        yield gateway


@pytest.fixture(scope="module")
def gateway(issuer: RealIssuer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with gateway_for(issuer, tmp_path_factory.mktemp("gateway"), "shop") as gateway:
        yield gateway


def header_of(token: str) -> dict[str, Any]:
    return _part(token, 0)


def claims_of(token: str) -> dict[str, Any]:
    return _part(token, 1)


def _part(token: str, place: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(urlsafe_b64decode(token.split(".")[place] + "=="))
    return found


def tampered(token: str, **changes: object) -> str:
    """With other claims below the same signature."""
    header, _, signature = token.split(".")
    claims = urlsafe_b64encode(json.dumps(claims_of(token) | changes).encode()).rstrip(b"=").decode()
    return f"{header}.{claims}.{signature}"


def answered(gateway: Served, token: str, path: str = "/orders", method: str = "GET") -> tuple[int, str]:
    answer = call(gateway.port, method, path, token=token)
    return answer.status, "" if answer.status == 200 else answer.reason


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_machines_access_token_is_accepted(issuer: RealIssuer, gateway: Served, algorithm: str) -> None:
    token = issuer.token(algorithm)
    assert (header_of(token)["alg"], header_of(token)["typ"]) == (algorithm, "at+jwt")
    assert answered(gateway, token) == (200, "")
    assert answered(gateway, token, "/machines") == (200, "")
    assert answered(gateway, token, method="PUT") == (403, "permission-missing")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_access_token_of_somebody_who_signed_in_is_accepted(
    issuer: RealIssuer, gateway: Served, algorithm: str
) -> None:
    token = issuer.signed_in(algorithm).access_token
    assert header_of(token)["alg"] == algorithm
    assert answered(gateway, token) == (200, "")
    assert answered(gateway, token, method="PUT") == (200, "")
    assert answered(gateway, token, "/users/ada") == (200, "")
    assert answered(gateway, token, "/users/eve") == (403, "subject-mismatch")
    assert answered(gateway, token, "/machines") == (403, "role-missing")


def test_an_id_token_is_no_access_token(issuer: RealIssuer, gateway: Served) -> None:
    assert answered(gateway, issuer.signed_in("RS256").id_token) == (401, "token-audience")


def test_an_id_token_is_refused_for_its_type_also_where_its_audience_is_accepted(
    issuer: RealIssuer, tmp_path: Path
) -> None:
    both = issuer.signed_in("RS256")
    assert claims_of(both.id_token)["aud"] == "web"
    with gateway_for(issuer, tmp_path, "shop, web", "token_type: at+jwt") as gateway:
        assert answered(gateway, both.access_token) == (200, "")
        assert answered(gateway, both.id_token) == (401, "token-malformed")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_token_for_another_audience_is_refused(issuer: RealIssuer, gateway: Served, algorithm: str) -> None:
    assert answered(gateway, issuer.token(algorithm, "other")) == (401, "token-audience")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_an_expired_token_is_refused(issuer: RealIssuer, gateway: Served, algorithm: str) -> None:
    assert answered(gateway, issuer.token(algorithm, fate="/expired")) == (401, "token-expired")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_tampered_token_is_refused(issuer: RealIssuer, gateway: Served, algorithm: str) -> None:
    token = issuer.token(algorithm)
    assert answered(gateway, token) == (200, "")
    assert answered(gateway, tampered(token, scope="orders:write")) == (401, "token-signature")


def test_the_key_of_one_algorithm_serves_no_other(issuer: RealIssuer, gateway: Served) -> None:
    header, claims, signature = issuer.token("RS256").split(".")
    renamed = {**header_of(header + ".."), "alg": "PS256"}
    written = urlsafe_b64encode(json.dumps(renamed).encode()).rstrip(b"=").decode()
    assert answered(gateway, f"{written}.{claims}.{signature}") == (401, "token-algorithm")


def test_an_opaque_token_is_not_taken_for_a_signed_one(issuer: RealIssuer, gateway: Served) -> None:
    assert answered(gateway, issuer.opaque_token()) == (401, "token-malformed")


def test_rotated_keys_are_followed_under_load_and_refuse_no_valid_token(issuer: RealIssuer, gateway: Served) -> None:
    tokens = [issuer.token(algorithm) for algorithm in ALGORITHMS]
    seen: list[tuple[int, str]] = []
    over = threading.Event()

    def load() -> None:
        while not over.is_set():
            seen.extend(answered(gateway, token) for token in tuple(tokens))

    thread = threading.Thread(target=load)
    thread.start()
    try:
        for _ in range(2):
            issuer.rotate(keep=True)
            tokens += [issuer.token(algorithm) for algorithm in ALGORITHMS]
            enough = len(seen) + 3 * len(tokens)
            until(lambda enough=enough: len(seen) > enough, "load with the new tokens")  # type: ignore[misc]
    finally:
        over.set()
        thread.join()
    assert set(seen) == {(200, "")}


def test_a_key_that_is_published_no_more_is_believed_no_more(issuer: RealIssuer, gateway: Served) -> None:
    former = issuer.token("ES256")
    assert answered(gateway, former) == (200, "")
    issuer.rotate(keep=False)
    assert answered(gateway, issuer.token("ES256")) == (200, "")
    assert answered(gateway, former) == (401, "token-key-unknown")


def test_the_issuer_is_asked_for_its_keys_and_not_for_each_token(issuer: RealIssuer, gateway: Served) -> None:
    assert answered(gateway, issuer.token("ES256")) == (200, "")
    before = issuer.fetches()
    assert {answered(gateway, issuer.token(algorithm)) for algorithm in ALGORITHMS * 5} == {(200, "")}
    assert issuer.fetches() == before
