"""Keys over HTTP: a JWK Set at its address, or found by OpenID discovery (OpenID Connect Discovery 1.0, 4).

Discovery is asked anew on every fetch: an issuer may move its keys, and this room has no memory. Its document must name
the very issuer that was asked, character for character (4.3), else one tenant could hand out keys for another.
"""

import asyncio
import json

from adapters.keys.aiohttp_document import Documents
from adapters.keys.limits import LONGEST
from application.ports.keys import KeySet, KeySource, KeysUnavailable
from domain.identity.address import is_trustworthy


class AiohttpJwksSource(KeySource):
    def __init__(self, address: str, longest: float = LONGEST) -> None:
        self._address = address
        self._documents = Documents(longest)

    async def fetch(self) -> KeySet | KeysUnavailable:
        return _key_set(await self._documents.get(self._address))

    async def close(self) -> None:
        await self._documents.close()


class AiohttpDiscoverySource(KeySource):
    def __init__(self, issuer: str, longest: float = LONGEST, *, insecure_http: bool = False) -> None:
        self._issuer = issuer
        self._insecure_http = insecure_http
        self._documents = Documents(longest)

    async def fetch(self) -> KeySet | KeysUnavailable:
        try:
            async with asyncio.timeout(self._documents.longest):  # for both documents together
                return await self._discovered()
        except TimeoutError:
            return KeysUnavailable(f"discovery of {self._issuer} took longer than {self._documents.longest} s")

    async def close(self) -> None:
        await self._documents.close()

    async def _discovered(self) -> KeySet | KeysUnavailable:
        # 4.1: a slash at the issuer's end is taken off before the well-known path is put on.
        document = await self._documents.get(self._issuer.removesuffix("/") + "/.well-known/openid-configuration")
        if isinstance(document, KeysUnavailable):
            return document
        address = _jwks_uri(document, self._issuer, insecure_http=self._insecure_http)
        return address if isinstance(address, KeysUnavailable) else _key_set(await self._documents.get(address))


def _key_set(document: bytes | KeysUnavailable) -> KeySet | KeysUnavailable:
    return document if isinstance(document, KeysUnavailable) else KeySet(document)


def _jwks_uri(document: bytes, issuer: str, *, insecure_http: bool) -> str | KeysUnavailable:
    try:
        found = json.loads(document)
    except (ValueError, RecursionError):
        return KeysUnavailable(f"the discovery document of {issuer} is not JSON")
    if not isinstance(found, dict) or found.get("issuer") != issuer:
        return KeysUnavailable(f"the discovery document of {issuer} is not that issuer's own")
    address = found.get("jwks_uri")
    if not isinstance(address, str) or not is_trustworthy(address, insecure_http=insecure_http):
        return KeysUnavailable(f"the discovery document of {issuer} names no address that keys can be trusted from")
    return address
