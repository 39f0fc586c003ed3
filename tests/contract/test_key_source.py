"""What every key source keeps: it says what it has, or why it has nothing, and never raises."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer

from adapters.keys.aiohttp_jwks import AiohttpDiscoverySource, AiohttpJwksSource
from adapters.keys.cryptography_pem import FilePemSource
from adapters.keys.file_jwks import FileJwksSource
from adapters.keys.secret_jwks import SecretJwksSource
from application.ports.keys import KeySet, KeySource, KeysUnavailable
from tests.fakes.keys import FakeKeySource

DOCUMENT = b'{"keys": []}'


@dataclass
class House:
    """A source, what it should bring, and how to take that away; None where nothing can."""

    source: KeySource
    document: bytes
    vanish: Callable[[], Awaitable[None]] | None


Building = Callable[[Path], AbstractAsyncContextManager[House]]


@asynccontextmanager
async def fake_house(_folder: Path) -> AsyncIterator[House]:
    source = FakeKeySource(KeySet(DOCUMENT))

    async def vanish() -> None:
        source.outcomes = [KeysUnavailable("gone")]

    yield House(source, DOCUMENT, vanish)


@asynccontextmanager
async def file_house(folder: Path) -> AsyncIterator[House]:
    path = folder / "keys.json"
    path.write_bytes(DOCUMENT)

    async def vanish() -> None:
        path.unlink()

    yield House(FileJwksSource(path), DOCUMENT, vanish)


PEM = """-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----
"""  # the key of RFC 8410, 10.1
PEM_AS_SET = (
    b'{"keys": [{"x": "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE", "kty": "OKP", "crv": "Ed25519",'
    b' "key_ops": ["verify"]}]}'
)


@asynccontextmanager
async def pem_house(folder: Path) -> AsyncIterator[House]:
    path = folder / "keys.pem"
    path.write_text(PEM)

    async def vanish() -> None:
        path.unlink()

    yield House(FilePemSource(path), PEM_AS_SET, vanish)


@asynccontextmanager
async def secret_house(_folder: Path) -> AsyncIterator[House]:
    document = b'{"keys": [{"kty": "oct", "use": "sig", "alg": "HS256", "k": "w6k"}]}'
    yield House(SecretJwksSource("é", frozenset(("HS256",))), document, None)


@asynccontextmanager
async def served(found: bool) -> AsyncIterator[BaseTestServer]:
    async def discovery(request: web.Request) -> web.Response:
        origin = f"http://{request.host}"
        return web.json_response({"issuer": origin, "jwks_uri": f"{origin}/jwks"})

    async def jwks(_request: web.Request) -> web.Response:
        return web.Response(body=DOCUMENT)

    app = web.Application()
    app.router.add_get("/jwks", jwks)
    if found:
        app.router.add_get("/.well-known/openid-configuration", discovery)
    async with TestServer(app) as server:
        yield server


@asynccontextmanager
async def jwks_house(_folder: Path) -> AsyncIterator[House]:
    async with served(found=False) as server:
        yield House(AiohttpJwksSource(str(server.make_url("/jwks"))), DOCUMENT, server.close)


@asynccontextmanager
async def discovery_house(_folder: Path) -> AsyncIterator[House]:
    async with served(found=True) as server:
        issuer = str(server.make_url("/")).removesuffix("/")
        yield House(AiohttpDiscoverySource(issuer), DOCUMENT, server.close)


BUILDINGS: dict[str, Building] = {
    "fake": fake_house,
    "file": file_house,
    "pem": pem_house,
    "secret": secret_house,
    "jwks": jwks_house,
    "discovery": discovery_house,
}


@pytest.fixture(params=BUILDINGS.values(), ids=list(BUILDINGS))
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    async with request.param(tmp_path) as house:
        yield house
        await house.source.close()


async def test_the_document_is_brought_as_it_is_each_time(house: House) -> None:
    for _time in range(3):
        assert await house.source.fetch() == KeySet(house.document)


async def test_what_cannot_be_had_is_said_and_not_raised(house: House) -> None:
    if house.vanish is None:
        return  # a secret is in hand from the start
    assert await house.source.fetch() == KeySet(house.document)
    await house.vanish()
    for _time in range(2):
        outcome = await house.source.fetch()
        assert isinstance(outcome, KeysUnavailable)
        assert outcome.why


async def test_closing_twice_or_unused_does_no_harm(house: House) -> None:
    await house.source.close()
    await house.source.close()


async def test_a_source_does_not_print_what_it_knows(house: House) -> None:
    assert "é" not in repr(house.source)
    assert "w6k" not in repr(house.source)


@pytest.mark.parametrize("name", ["", "no\0path", "missing/keys.json"])
async def test_a_path_that_is_no_file_is_said_and_not_raised(tmp_path: Path, name: str) -> None:
    assert isinstance(await FileJwksSource(tmp_path / name).fetch(), KeysUnavailable)


async def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(b" " * 1024 * 1024)
    assert isinstance(await FileJwksSource(path).fetch(), KeySet)
    os.truncate(path, 1024 * 1024 + 1)
    assert isinstance(await FileJwksSource(path).fetch(), KeysUnavailable)
