"""One bounded exchange with a service that says who somebody is: nothing leads it elsewhere, nothing is remembered.

No redirects, no cookies, no proxies or credentials from the environment, no compression (a small body cannot unfold
into a large one), a bounded answer in JSON. Connections are kept for a moment; where the service closes one just as it
is used again, the question is asked once more: it changes nothing there.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import aiohttp
from yarl import URL

from application.ports.unavailable import Unavailable
from domain.spec.asking import AskingTerms

LARGEST = 64 * 1024  # bytes of an answer
KEEP_ALIVE = 4.0  # seconds; below what common servers keep
TOO_MANY, FAILURE = 429, 500
REFUSES_US = frozenset((401, 403))
_HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "limen"}


@dataclass(frozen=True, slots=True)
class Question:
    method: str
    address: str  # encoded as it is to be sent
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    status: int
    media_type: str
    body: bytes = field(repr=False)

    @property
    def is_json(self) -> bool:
        return self.media_type == "application/json" or self.media_type.endswith("+json")


class Service:
    """Makes its session in the loop that first asks."""

    def __init__(self, name: str, terms: AskingTerms) -> None:
        """`name` is what the log calls it."""
        self._name = name
        self._terms = terms
        self._session: aiohttp.ClientSession | None = None
        self._is_closed = False

    async def ask(self, question: Callable[[], Question]) -> Said | Unavailable:
        """`question` is made anew for each time that it is asked."""
        if self._is_closed:
            return Unavailable(f"{self._name}: closed")
        try:
            async with asyncio.timeout(self._terms.total):
                return await self._asked(question)
        except aiohttp.ServerTimeoutError:
            return Unavailable(f"{self._name}: no connection within {self._terms.connect} s")
        except TimeoutError:
            return Unavailable(f"{self._name}: no answer within {self._terms.total} s")
        except Exception as error:  # noqa: BLE001  aiohttp and yarl let OSError, ValueError and RuntimeError out too
            return Unavailable(f"{self._name}: {type(error).__name__}: {error}")

    async def close(self) -> None:
        self._is_closed = True
        if self._session is not None:
            await self._session.close()

    async def _asked(self, question: Callable[[], Question]) -> Said | Unavailable:
        self._session = self._session or _new_session(self._terms)
        try:
            return await self._once(self._session, question())
        except aiohttp.ClientConnectorError:
            raise
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
            return await self._once(self._session, question())

    async def _once(self, session: aiohttp.ClientSession, question: Question) -> Said | Unavailable:
        async with session.request(
            question.method,
            URL(question.address, encoded=True),
            headers=question.headers,
            data=question.form,
            allow_redirects=False,
        ) as response:
            if response.headers.get("Content-Encoding", "identity") != "identity":
                return Unavailable(f"{self._name}: a compression that was not asked for", blames_the_service=False)
            body = await _bounded(response)
            if body is None:
                return Unavailable(f"{self._name}: more than {LARGEST} bytes", blames_the_service=False)
            return self._judged(Said(response.status, response.content_type.lower(), body))

    def _judged(self, said: Said) -> Said | Unavailable:
        if said.status in REFUSES_US:
            return Unavailable(f"{self._name}: {said.status}: it refuses the gateway's own credentials")
        if said.status >= FAILURE or said.status == TOO_MANY:
            return Unavailable(f"{self._name}: {said.status}")
        return said


def _new_session(terms: AskingTerms) -> aiohttp.ClientSession:
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=KEEP_ALIVE),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers=_HEADERS,
        timeout=aiohttp.ClientTimeout(total=None, connect=terms.connect, ceil_threshold=terms.connect),
        trust_env=False,
        auto_decompress=False,
    )
    session._retry_connection = False  # noqa: SLF001  aiohttp 3.14 has no public name for it; the second try is ours
    return session


async def _bounded(response: aiohttp.ClientResponse) -> bytes | None:
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)
