"""The guard of a service: the gateway's configuration decides again, over real tokens and a real application."""

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import jwt
import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from entrypoints.service import ConfigurationFaults, Guard, Principal

SECRET = "a secret of at least thirty-two bytes"
CONFIG = """version: 1
identity:
  revocation: {file: revoked.yaml, every: 50ms, stale_for: 10s}
  issuers:
    main:
      issuer: https://idp.example
      audience: [shop]
      keys: {secret: "a secret of at least thirty-two bytes"}
      algorithms: [HS256]
      claims: {roles: roles, permissions: scope}
permissions:
  roles:
    viewer: {grants: ["orders:read"]}
    manager: {inherits: [viewer], grants: ["orders:write"]}
    banned: {}
  policies:
    staff: {claim: {staff: true}}
defaults: {deny: {role: banned}}
upstreams: {orders: {targets: [{url: "http://orders:8080"}]}}
routes: {orders: {match: "/orders/{rest*}", to: orders, require: authenticated}}
"""


def token(secret: str = SECRET, **claims: Any) -> str:
    now = int(time.time())
    usual = {"iss": "https://idp.example", "aud": "shop", "sub": "ada", "exp": now + 600, "iat": now, "jti": "t1"}
    stated = {name: value for name, value in {**usual, "roles": ["viewer"], **claims}.items() if value is not None}
    return jwt.encode(stated, secret, "HS256")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "revoked.yaml").write_text("")
    (tmp_path / "gateway.yaml").write_text(CONFIG)
    return tmp_path / "gateway.yaml"


def application(guard: Guard, **terms: Any) -> FastAPI:
    app = FastAPI(**terms)
    guard.install(app)

    @app.get("/orders")
    def orders(who: Annotated[Principal, Depends(guard.require(permission="orders:read"))]) -> dict[str, Any]:
        return {"subject": who.subject, "roles": sorted(who.roles)}

    @app.post("/orders", dependencies=[Depends(guard.require(role="manager", claims={"tenant": "acme"}))])
    def new_order() -> str:
        return "made"

    @app.get("/users/{user_id}", dependencies=[Depends(guard.require(subject="{user_id}"))])
    def user(user_id: str) -> str:
        return user_id

    @app.get("/numbers/{number}", dependencies=[Depends(guard.require(subject="{number}"))])
    def number(number: int) -> int:
        return number

    @app.get("/staff", dependencies=[Depends(guard.require(policy="staff"))])
    def staff() -> str:
        return "staff"

    @app.get("/anybody", dependencies=[Depends(guard.require())])
    def anybody() -> str:
        return "somebody"

    return app


@pytest.fixture
def client(config: Path) -> Iterator[TestClient]:
    with TestClient(application(Guard(config))) as client:
        yield client


def says(client: TestClient, path: str, bearer: str | None, method: str = "GET") -> tuple[int, Any]:
    headers = {"authorization": f"Bearer {bearer}"} if bearer else {}
    answer = client.request(method, path, headers=headers)
    return answer.status_code, answer.json()["reason"] if answer.is_error else answer.json()


def test_a_caller_is_known_by_the_token_and_given_to_the_function(client: TestClient) -> None:
    assert says(client, "/orders", token()) == (200, {"subject": "ada", "roles": ["viewer"]})


def test_each_refusal_has_the_gateways_reason(client: TestClient) -> None:
    assert says(client, "/orders", None) == (401, "token-missing")
    assert says(client, "/orders", "nonsense") == (401, "token-malformed")
    assert says(client, "/orders", token("another secret of thirty-two bytes")) == (401, "token-signature")
    assert says(client, "/orders", token(aud="other")) == (401, "token-audience")
    assert says(client, "/orders", token(exp=1)) == (401, "token-expired")
    assert says(client, "/orders", token(roles=[])) == (403, "permission-missing")
    assert says(client, "/anybody", token(roles=["banned"]))[0] == 403


def test_all_that_is_required_has_to_hold(client: TestClient) -> None:
    assert says(client, "/orders", token(roles=["manager"], tenant="acme"), "POST") == (200, "made")
    assert says(client, "/orders", token(roles=["viewer"], tenant="acme"), "POST") == (403, "role-missing")
    assert says(client, "/orders", token(roles=["manager"]), "POST") == (403, "claim-mismatch")


def test_a_subject_is_compared_with_the_path_s_parameter(client: TestClient) -> None:
    assert says(client, "/users/ada", token()) == (200, "ada")
    assert says(client, "/users/bob", token()) == (403, "subject-mismatch")
    assert says(client, "/numbers/7", token(sub="7")) == (200, 7)


def test_named_policies_and_no_requirement_but_a_token(client: TestClient) -> None:
    assert says(client, "/staff", token(staff=True)) == (200, "staff")
    assert says(client, "/staff", token(staff="true"))[0] == 403
    assert says(client, "/anybody", token(roles=[])) == (200, "somebody")
    assert says(client, "/anybody", None) == (401, "token-missing")


def test_a_refusal_is_a_whole_problem_document(client: TestClient) -> None:
    answer = client.get("/orders")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == 'Bearer realm="limen"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert answer.json()["instance"] == "/orders"


def test_what_is_revoked_is_refused_here_too(client: TestClient, config: Path) -> None:
    assert says(client, "/orders", token())[0] == 200
    config.with_name("revoked.yaml").write_text("- {jti: t1}\n")
    deadline = time.monotonic() + 10
    while says(client, "/orders", token()) != (401, "token-revoked"):
        assert time.monotonic() < deadline
    assert says(client, "/orders", token(jti="t2"))[0] == 200


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"role": "manger"}, "did you mean `manager`"),
        ({"permission": "orders:red"}, "declared nowhere"),
        ({"permission": "*orders"}, "not a permission"),
        ({"policy": "stuff"}, "staff"),
        ({"credentials": ["mian"]}, "did you mean `main`"),
        ({"subject": "user_id"}, "user_id"),
    ],
)
def test_what_is_misspelt_ends_the_start(config: Path, words: Any, fault: str) -> None:
    with pytest.raises(ConfigurationFaults, match=fault):
        Guard(config).require(**words)


def test_a_configuration_with_faults_ends_the_start(tmp_path: Path) -> None:
    (tmp_path / "gateway.yaml").write_text("version: 1\nrouts: {}\n")
    with pytest.raises(ConfigurationFaults, match=r"gateway\.yaml:2:1"):
        Guard(tmp_path / "gateway.yaml")


def test_an_application_that_does_not_install_it_refuses_in_fewer_words(config: Path) -> None:
    app, guard = FastAPI(), Guard(config)
    app.get("/orders", dependencies=[Depends(guard.require())])(lambda: "in")
    with TestClient(app) as client:
        answer = client.get("/orders")
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="limen"')
        headers = {"authorization": f"Bearer {token()}"}
        assert client.get("/orders", headers=headers).status_code == 200
        assert client.portal is not None
        client.portal.call(guard.close)


def test_the_applications_own_lifespan_is_kept(config: Path) -> None:
    heard: list[str] = []

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        heard.append("begun")
        yield
        heard.append("ended")

    with TestClient(application(Guard(config), lifespan=lifespan)) as client:
        assert says(client, "/orders", token())[0] == 200
    assert heard == ["begun", "ended"]


def test_only_a_gateway_that_is_named_gives_a_request_its_id(config: Path) -> None:
    for gateways, is_believed in (((), False), (("127.0.0.0/8",), True)):
        with TestClient(application(Guard(config, gateways)), client=("127.0.0.1", 1)) as client:
            answer = client.get("/orders", headers={"x-request-id": "r-1"})
            assert (answer.json()["request_id"] == "r-1") is is_believed
