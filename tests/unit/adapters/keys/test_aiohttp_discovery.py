"""Discovery: only the issuer that was asked may name its keys' address, and only a trustworthy one."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.keys.aiohttp_jwks import AiohttpDiscoverySource
from application.ports.keys import KeySet, KeysUnavailable
from domain.identity.address import is_trustworthy

WELL_KNOWN = "/.well-known/openid-configuration"


class Issuer:
    def __init__(self) -> None:
        self.origin = ""
        self.found: object = {}
        self.asked: list[str] = []
        self.takes = 0.0  # seconds, for each document

    async def handle(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        await asyncio.sleep(self.takes)
        if not request.path.endswith(WELL_KNOWN):
            return web.Response(body=b'{"keys": []}')
        return web.Response(body=self.found if isinstance(self.found, bytes) else json.dumps(self.found).encode())


@pytest.fixture
async def issuer() -> AsyncIterator[Issuer]:
    issuer, app = Issuer(), web.Application()
    app.router.add_get("/{path:.*}", issuer.handle)
    async with TestServer(app) as server:
        issuer.origin = str(server.make_url("/")).removesuffix("/")
        yield issuer


async def discovered(issuer: str, longest: float = 5.0) -> KeySet | KeysUnavailable:
    source = AiohttpDiscoverySource(issuer, longest)
    outcome = await source.fetch()
    await source.close()
    return outcome


@pytest.mark.parametrize("path", ["", "/", "/realms/shop", "/realms/shop/"])
async def test_the_document_is_looked_for_below_the_issuer(issuer: Issuer, path: str) -> None:
    issuer.found = {"issuer": issuer.origin + path, "jwks_uri": f"{issuer.origin}/keys"}
    assert await discovered(issuer.origin + path) == KeySet(b'{"keys": []}')
    assert issuer.asked == [path.rstrip("/") + WELL_KNOWN, "/keys"]


@pytest.mark.parametrize("other", ["/", "/realms/eve", "#", " ", "\n"])
async def test_another_issuer_by_one_character_is_refused(issuer: Issuer, other: str) -> None:
    issuer.found = {"issuer": issuer.origin + other, "jwks_uri": f"{issuer.origin}/keys"}
    outcome = await discovered(issuer.origin)
    assert isinstance(outcome, KeysUnavailable)
    assert "not that issuer's own" in outcome.why
    assert issuer.asked == [WELL_KNOWN]


@pytest.mark.parametrize("found", [b"", b"<html>", b"[]", b"\xff", b"[" * 100_000, b"{}"])
async def test_a_document_that_is_none_is_refused(issuer: Issuer, found: bytes) -> None:
    issuer.found = found
    assert isinstance(await discovered(issuer.origin), KeysUnavailable)


@pytest.mark.parametrize(
    "address", [None, 1, "", "/keys", "http://keys.example/", "file:///etc/passwd", "http://127.0.0.1.eve.example/"]
)
async def test_keys_come_from_no_address_that_cannot_be_trusted(issuer: Issuer, address: object) -> None:
    issuer.found = {"issuer": issuer.origin, "jwks_uri": address}
    outcome = await discovered(issuer.origin)
    assert isinstance(outcome, KeysUnavailable)
    assert "trusted" in outcome.why
    assert issuer.asked == [WELL_KNOWN]


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("https://idp.example/keys", True),
        ("https://", False),
        ("http://localhost:9100/keys", True),
        ("http://127.8.9.1/keys", True),
        ("http://[::1]:1/keys", True),
        ("http://[::1/keys", False),
        ("http://localhost.example/keys", False),
        ("http://127.0.0.1@eve.example/keys", False),
        ("http://10.0.0.1/keys", False),
        ("HTTPS://IDP.EXAMPLE/", True),
    ],
)
def test_trust_is_https_or_loopback(address: str, answer: bool) -> None:
    assert is_trustworthy(address) is answer


async def test_plain_http_elsewhere_is_asked_only_where_the_configuration_says_so(issuer: Issuer) -> None:
    issuer.found = {"issuer": issuer.origin, "jwks_uri": "http://keys.invalid/"}
    wary, bold = AiohttpDiscoverySource(issuer.origin), AiohttpDiscoverySource(issuer.origin, insecure_http=True)
    outcomes = [await source.fetch() for source in (wary, bold)]
    for source in (wary, bold):
        await source.close()
    assert "names no address that keys can be trusted from" in str(outcomes[0])
    assert "http://keys.invalid/ cannot be had" in str(outcomes[1])


async def test_both_documents_share_one_limit_of_time(issuer: Issuer) -> None:
    issuer.found = {"issuer": issuer.origin, "jwks_uri": f"{issuer.origin}/keys"}
    issuer.takes = 0.6
    outcome = await discovered(issuer.origin, longest=1.0)
    assert isinstance(outcome, KeysUnavailable)
    assert "longer than 1.0 s" in outcome.why
    assert issuer.asked == [WELL_KNOWN, "/keys"]
