"""A start while the issuer is down: lives, is not ready and says why, serves what needs no keys; then finds it."""

from pathlib import Path

import pytest

from tests.e2e.rude import Rude, says
from tests.e2e.serving import Answered, Process, accepts, call, free_port, until
from tests.fakes.signer import key_set, signer_for

pytestmark = pytest.mark.e2e
CONFIG = """version: 1
identity:
  issuers:
    main:
      issuer: https://idp.example
      audience: [shop]
      keys: {{jwks: "http://127.0.0.1:{issuer}/jwks"}}
      algorithms: [RS256]
      keys_refresh: {{cooldown: 1s}}
      ready_without_keys: {lax}
routes:
  open: {{match: GET /open, respond: {{json: {{hello: world}}}}, require: public}}
  mine: {{match: GET /mine, respond: {{json: {{hello: you}}}}, require: authenticated}}
"""


class Starting(Process):
    """`limen serve`, waited for until it listens."""

    def __init__(self, folder: Path, config: str) -> None:
        (folder / "gateway.yaml").write_text(config)
        self.port = free_port()
        argv = ("-m", "entrypoints.cli.main", "serve", "-c", str(folder / "gateway.yaml"), "--port", str(self.port))
        super().__init__(folder, "gateway", *argv)
        until(lambda: self.is_over() or self._lives(), "the gateway lives")
        assert not self.is_over(), self.err.read_text()

    def _lives(self) -> bool:
        return accepts(self.port) and call(self.port, "GET", "/health").status == 200

    def ready(self) -> Answered:
        return call(self.port, "GET", "/ready")


def keys_answer() -> bytes:
    body = key_set(signer_for("RS256").jwk())
    return b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%b" % (len(body), body)


def test_a_gateway_that_never_had_the_keys_is_not_ready_until_it_has_them(tmp_path: Path) -> None:
    port = free_port()
    token = signer_for("RS256").token({"iss": "https://idp.example", "aud": "shop", "sub": "ada", "exp": 4_000_000_000})
    with Starting(tmp_path, CONFIG.format(issuer=port, lax="false")) as gateway:
        assert (gateway.ready().status, gateway.ready().reason) == (503, "keys-unavailable")
        assert call(gateway.port, "GET", "/open").status == 200
        assert call(gateway.port, "GET", "/mine", token=token).reason == "keys-unavailable"
        with Rude(says(keys_answer()), port=port):
            until(lambda: gateway.ready().status == 200, "the keys are found")
            assert call(gateway.port, "GET", "/mine", token=token).status == 200
        assert gateway.ready().status == 200  # keys that were had once are enough


def test_a_gateway_that_may_be_ready_without_keys_is(tmp_path: Path) -> None:
    with Starting(tmp_path, CONFIG.format(issuer=free_port(), lax="true")) as gateway:
        assert gateway.ready().status == 200
        assert call(gateway.port, "GET", "/open").status == 200
