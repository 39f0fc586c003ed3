"""Keyring: one issuer's keys over time. When they are fetched, how long they are served, who waits.

Serving: a token whose key is here never waits. Keys older than `refresh_after` are refreshed behind its back, and are
served on while the issuer fails, for `stale_for` more; then, and before the first fetch, they verify nothing.

Fetching: one fetch at a time, which all who need it share; whoever gives up waiting does not stop it for the others.
After a fetch that failed nobody asks, and nobody waits, for `cooldown`; after one that succeeded, for `respite`.

A key that is not here is looked for until a fetch that began after its token came has ended: the token waits out the
respite, so that no rotation, however close to another, refuses a valid token. Invented keys cost the issuer one fetch a
respite, or one a cooldown while it fails, and their own senders the wait. A failure, an exception or a set that the
verifier refuses leaves the keys as they are.
"""

import asyncio
import logging
from dataclasses import dataclass
from math import inf

from application.ports.clock import Clock
from application.ports.keys import KeySource, KeysUnavailable
from application.ports.tokens import KeyUnknown, TokenVerifier, Unverified, Verification, Verified
from domain.identity.issuer import KeysRefresh
from domain.message.reason import KEYS_UNAVAILABLE, TOKEN_KEY_UNKNOWN

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeyringTerms:
    """Seconds, all."""

    refresh_after: float = 300.0
    stale_for: float = 86400.0  # beyond refresh_after
    cooldown: float = 10.0  # after a failed fetch
    respite: float = 1.0  # after a good one


@dataclass(frozen=True, slots=True)
class KeysAreOld:
    """There are no keys, or none young enough to believe: wait for a refresh, or refuse."""


def terms_of(refresh: KeysRefresh) -> KeyringTerms:
    return KeyringTerms(refresh.after, refresh.stale_for, refresh.cooldown)


KEYS_ARE_OLD = KeysAreOld()
DEFAULT_TERMS = KeyringTerms()


class Keyring:
    def __init__(
        self,
        verifier: TokenVerifier,
        source: KeySource,
        clock: Clock,
        terms: KeyringTerms = DEFAULT_TERMS,
        name: str = "an issuer",  # for the log
    ) -> None:
        self._verifier = verifier
        self._source = source
        self._clock = clock
        self._terms = terms
        self._name = name
        self._adopted_at = -inf  # when the fetch began that brought the keys: they are at least that fresh
        self._began_at = -inf  # when the last fetch began, whatever came of it
        self._begun = 0  # fetches so far
        self._rest = terms.cooldown  # how long after `_began_at` none may begin
        self._fetching: asyncio.Task[None] | None = None
        self._is_closed = False
        self._document: bytes | None = None  # the keys as they were adopted last
        self.edition = 0  # grows whenever the keys become others: what older ones vouched for is to be verified again

    def vouches(self) -> bool:
        """Whether the keys are young enough to believe. Needs a running loop, for it may begin a refresh."""
        age = self._clock.monotonic() - self._adopted_at
        if age < self._terms.refresh_after:
            return True
        if age >= self._terms.refresh_after + self._terms.stale_for:
            return False
        self._fetch_if_allowed()
        return True

    def verify(self, token: str) -> Verification | KeysAreOld:
        """The hot path. Needs a running loop, for it may begin a refresh."""
        return self._verifier.verify(token) if self.vouches() else KEYS_ARE_OLD

    async def settle(self, token: str) -> Verified | Unverified:
        """Verifies, with newer keys where these may help."""
        asked = self._begun
        outcome = self.verify(token)
        while isinstance(outcome, KeyUnknown | KeysAreOld) and await self._went_on(asked):
            outcome = self.verify(token)
        if isinstance(outcome, KeysAreOld):
            return Unverified(KEYS_UNAVAILABLE, "no keys, or none young enough")
        if isinstance(outcome, KeyUnknown):
            return Unverified(TOKEN_KEY_UNKNOWN, f"no key for kid {outcome.kid!r:.100}")
        return outcome

    async def refresh(self) -> None:
        """Waits for the fetch in flight, or for a new one; returns at once where none may begin. Never raises."""
        fetching = self._fetch_if_allowed()
        if fetching is not None:
            await asyncio.wait({fetching})  # unlike awaiting the task: neither stops it nor hears how it ended

    async def _went_on(self, asked: int) -> bool:
        """Waits for what may bring a key that is not here; False where nothing more can be hoped for.

        `asked` is how many fetches had begun when the token came. One in flight then may have missed the key.
        """
        ended = self._begun - self._is_fetching()
        if ended > asked or self._is_closed:
            return False
        if self._is_fetching():
            await self.refresh()
            return True
        left = self._began_at + self._rest - self._clock.monotonic()
        if left > 0:
            if self._rest > self._terms.respite:
                return False  # the issuer fails: better refused now than later
            await self._clock.sleep(left)
        if self._begun == asked:  # nobody else has begun one meanwhile
            await self.refresh()
        return True

    @property
    def has_had_keys(self) -> bool:
        """Whether there ever were keys, however old they are now."""
        return self.edition > 0

    def warm(self) -> None:
        """Begins the first fetch, so that the first request need not wait for it."""
        self._fetch_if_allowed()

    async def close(self) -> None:
        self._is_closed = True
        if self._fetching is not None:
            self._fetching.cancel()
            await asyncio.wait({self._fetching})
        await self._source.close()

    def _is_fetching(self) -> bool:
        return self._fetching is not None and not self._fetching.done()

    def _fetch_if_allowed(self) -> asyncio.Task[None] | None:
        if self._is_fetching():
            return self._fetching
        now = self._clock.monotonic()
        if self._is_closed or now - self._began_at < self._rest:
            return None
        self._began_at, self._rest, self._begun = now, self._terms.cooldown, self._begun + 1
        self._fetching = asyncio.create_task(self._fetch(now), name="keyring fetch")
        return self._fetching

    async def _fetch(self, began_at: float) -> None:
        try:
            problem = await self._brought()
        except Exception:  # noqa: BLE001  a bug in an adapter must not end the refreshing
            _log.exception("keys of %s were not refreshed: an adapter raised", self._name)
            return
        if problem is not None:
            _log.warning("keys of %s were not refreshed: %s", self._name, problem)
            return
        self._adopted_at, self._rest = began_at, self._terms.respite

    async def _brought(self) -> str | None:
        outcome = await self._source.fetch()
        if isinstance(outcome, KeysUnavailable):
            return outcome.why
        problem = self._verifier.adopt(outcome.document)
        if problem is None and outcome.document != self._document:
            self._document = outcome.document
            self.edition += 1
        return problem
