"""Opaque tokens and looked-up roles at a running gateway: its servers present, slow, gone, and back."""

import threading
import time
from collections.abc import Iterator

import pytest

from tests.e2e.identity_server import IdentityServer
from tests.e2e.rude import Rude, says
from tests.e2e.serving import Answered, Served, call, until

pytestmark = pytest.mark.e2e
CONFIG = """version: 1
identity:
  introspection:
    opaque:
      url: http://127.0.0.1:{identity}/introspect
      client_id: gateway
      client_secret: {{file: secret}}
      audience: [shop]
      claims: {{permissions: scope}}
      cache: {{most: 1m, negative: 200ms}}
      timeout: {{connect: 500ms, total: 1s}}
      breaker: {{failures: 2, cooldown: 500ms}}
      roles_from: auth
    plain: {{url: "http://127.0.0.1:{identity}/introspect", client_id: gateway, client_secret: {{file: secret}},
             timeout: {{total: 1s}}, breaker: {{failures: 2, cooldown: 500ms}}}}
  roles_from:
    auth:
      url: http://127.0.0.1:{roles}/subjects/{{subject}}/roles
      timeout: {{total: 1s}}
      cache: {{for: 300ms}}
      breaker: {{failures: 2, cooldown: 500ms}}
permissions: {{roles: {{viewer: {{grants: ["orders:read"]}}}}, declared: ["orders:write"]}}
upstreams: {{orders: {{targets: [{{url: "http://127.0.0.1:{upstream}"}}]}}}}
routes:
  read: {{match: GET /orders, to: orders, credentials: [opaque], require: {{permission: "orders:read"}}}}
  write: {{match: POST /orders, to: orders, credentials: [opaque], require: {{permission: "orders:write"}}}}
  plain: {{match: GET /plain, to: orders, credentials: [plain], require: authenticated}}
"""
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
SECRET = "a-secret-that-must-not-show"


class Rig:
    def __init__(self, gateway: Served, identity: IdentityServer, roles: IdentityServer) -> None:
        self.gateway, self.identity, self.roles = gateway, identity, roles
        self._made = 0

    def token(self, subject: str = "ada", /, **claims: object) -> str:
        self._made += 1
        token = f"token-{subject}-{self._made}"
        answer = {"active": True, "sub": subject, "aud": "shop", "scope": "", **claims}
        self.identity.tokens[token] = answer
        return token

    def ask(self, token: str, method: str = "GET", path: str = "/orders") -> Answered:
        return call(self.gateway.port, method, path, token=token)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    tmp_path = tmp_path_factory.mktemp("opaque")
    (tmp_path / "secret").write_text(SECRET + "\n")
    with IdentityServer() as identity, IdentityServer() as roles, Rude(says(OK)) as upstream:
        ports = {"identity": identity.port, "roles": roles.port, "upstream": upstream.port}
        (tmp_path / "gateway.yaml").write_text(CONFIG.format(**ports))
        roles.subjects["ada"] = ["viewer"]
        with Served(tmp_path, tmp_path / "gateway.yaml") as gateway:
            yield Rig(gateway, identity, roles)


@pytest.fixture
def rig(running: Rig) -> Rig:
    """With all its servers up again, and the gateway aware of it."""
    for server in (running.identity, running.roles):
        server.hold.set()
        server.start()
    running.roles.subjects["ada"] = ["viewer"]
    until(lambda: running.ask(running.token()).status == 200, "opaque tokens are accepted")
    until(lambda: running.ask(running.token(), path="/plain").status == 200, "and without roles too")
    return running


def seconds(work: object) -> float:
    began = time.monotonic()
    work()  # type: ignore[operator]
    return time.monotonic() - began


def test_an_opaque_token_opens_what_its_scope_and_its_subjects_roles_open(rig: Rig) -> None:
    token = rig.token()
    assert [rig.ask(token).status, rig.ask(token).status, rig.ask(token, "POST").status] == [200, 200, 403]
    assert rig.ask(rig.token(scope="orders:write"), "POST").status == 200
    assert rig.identity.asked.count(token) == 1
    assert set(rig.identity.clients) == {f"gateway:{SECRET}"}
    assert rig.gateway.lines()[-1]["subject"] == "ada"
    assert SECRET not in rig.gateway.log() + rig.gateway.out.read_text()
    assert token not in rig.gateway.log() + rig.gateway.out.read_text()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"active": False}, "token-inactive"),
        ({"active": "true"}, "token-inactive"),
        ({"aud": "other"}, "token-audience"),
        ({"exp": 1}, "token-expired"),
        ({"sub": None}, "token-claims"),
        ({"token_type": "DPoP"}, "token-claims"),
    ],
)
def test_a_token_that_is_not_good_is_refused_with_its_reason(rig: Rig, changes: dict[str, object], reason: str) -> None:
    answer = rig.ask(rig.token(**changes))
    assert (answer.status, answer.reason) == (401, reason)
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


def test_a_subject_that_the_role_service_does_not_know_is_refused(rig: Rig) -> None:
    answer = rig.ask(rig.token("../../nobody"))
    assert (answer.status, answer.reason) == (403, "subject-unknown")
    assert rig.roles.asked[-1] == "/subjects/..%2F..%2Fnobody/roles"


def test_a_role_that_is_taken_away_is_gone_though_the_token_is_remembered(rig: Rig) -> None:
    token = rig.token()
    assert rig.ask(token).status == 200
    rig.roles.subjects["ada"] = []
    until(lambda: rig.ask(token).status == 403, "the role is gone")
    assert rig.identity.asked.count(token) == 1


def test_a_server_that_is_gone_costs_nobody_any_time_and_comes_back(rig: Rig) -> None:
    known = rig.token()
    assert rig.ask(known, path="/plain").status == 200
    rig.identity.stop()
    answers = [rig.ask(rig.token(), path="/plain") for _ in range(10)]
    assert {(one.status, one.reason) for one in answers} == {(503, "introspection-unavailable")}
    assert all(int(one.headers["retry-after"]) >= 1 for one in answers)
    assert rig.ask(known, path="/plain").status == 200
    rig.identity.start()
    fresh = rig.token()
    until(lambda: rig.ask(fresh, path="/plain").status == 200, "the server is asked again")


def test_a_server_that_hangs_holds_nobody_longer_than_its_timeout(rig: Rig) -> None:
    rig.identity.hold.clear()
    answers: list[Answered] = []
    lasted: list[float] = []

    def ask() -> None:
        token = rig.token()
        lasted.append(seconds(lambda: answers.append(rig.ask(token, path="/plain"))))

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {one.reason for one in answers} == {"introspection-unavailable"}
    assert max(lasted) < 5  # the timeout is 1 s; a busy machine may need some more
    quick = min(seconds(lambda: rig.ask(rig.token(), path="/plain")) for _ in range(3))
    assert quick < 0.9, "known to be dead: nobody waits"


def test_a_role_service_that_is_gone_refuses_and_comes_back(rig: Rig) -> None:
    rig.roles.stop()
    token = rig.token()
    answer = rig.ask(token)
    assert (answer.status, answer.reason) == (503, "roles-unavailable")
    assert "retry-after" in answer.headers
    assert rig.ask(token, path="/plain").status == 200  # a credential without the service does not notice
    rig.roles.start()
    until(lambda: rig.ask(token).status == 200, "the service is asked again")


def test_many_callers_with_one_new_token_are_one_question(rig: Rig) -> None:
    rig.identity.hold.clear()
    token = rig.token()
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(rig.ask(token, path="/plain").status)) for _ in range(8)]
    for thread in threads:
        thread.start()
    until(lambda: token in rig.identity.asked, "the server is asked")
    rig.identity.hold.set()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 8
    assert rig.identity.asked.count(token) == 1
