"""One bounded GET: whoever can answer it can sign tokens, so nothing leads it elsewhere and nothing is remembered.

No redirects, no cookies, no proxies or credentials from the environment, no compression (a small body cannot unfold
into a large one), a fresh connection each time, and no silent second try: the refresh policy counts fetches.
"""

import asyncio

import aiohttp

from adapters.keys.limits import LARGEST, LONGEST
from application.ports.keys import KeysUnavailable

_HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "limen"}


class Documents:
    """Makes its session in the loop that first fetches."""

    def __init__(self, longest: float = LONGEST) -> None:
        self.longest = longest  # seconds
        self._session: aiohttp.ClientSession | None = None
        self._is_closed = False

    async def get(self, address: str) -> bytes | KeysUnavailable:
        if self._is_closed:
            return KeysUnavailable("closed")
        try:
            async with asyncio.timeout(self.longest):
                return await self._get(address)
        except TimeoutError:
            return KeysUnavailable(f"{address} took longer than {self.longest} s")
        except Exception as error:  # noqa: BLE001  aiohttp and yarl let OSError, ValueError and RuntimeError out too
            return KeysUnavailable(f"{address} cannot be had: {type(error).__name__}: {error}")

    async def close(self) -> None:
        self._is_closed = True
        if self._session is not None:
            await self._session.close()

    async def _get(self, address: str) -> bytes | KeysUnavailable:
        self._session = self._session or _new_session()
        async with self._session.get(address, allow_redirects=False) as response:
            if response.status != 200:  # noqa: PLR2004
                return KeysUnavailable(f"{address} answered {response.status}")
            if response.headers.get("Content-Encoding", "identity") != "identity":
                return KeysUnavailable(f"{address} answered in a compression that was not asked for")
            return await _bounded(address, response)


def _new_session() -> aiohttp.ClientSession:
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(force_close=True),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers=_HEADERS,
        trust_env=False,
        auto_decompress=False,
    )
    session._retry_connection = False  # noqa: SLF001  aiohttp 3.14 has no public name for it; a test notices if it goes
    return session


async def _bounded(address: str, response: aiohttp.ClientResponse) -> bytes | KeysUnavailable:
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > LARGEST:
            return KeysUnavailable(f"{address} answered with more than {LARGEST} bytes")
    return bytes(body)
