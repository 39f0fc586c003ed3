"""API keys as a kind of credential: a header's value, held against the keys of one name.

A key that was good once is asked for before the brake is, so that nobody's failures shut out whoever was there before
them. Who presents a key that has expired has held it: that is no guess, and is not counted.
"""

from collections.abc import Mapping

from application.identity.brake import Brake
from application.identity.identifying import Identifier, Known
from application.ports.clock import Clock
from domain.identity.api_key import ApiKey, ApiKeys, id_of, is_text_of
from domain.message.headers import only
from domain.message.reason import KEY_EXPIRED, KEY_MALFORMED, KEY_UNKNOWN, Reason
from domain.message.refusal import Refusal
from domain.message.request import Request

CHALLENGE = b'Key realm="limen"'  # no scheme is registered for API keys; this one is what others say


class KeyIdentifier(Identifier):
    challenge = CHALLENGE
    takes_tokens = False

    def __init__(self, keys: ApiKeys, brake: Brake, clock: Clock) -> None:
        self._name = keys.name
        self._header = keys.header
        self._keys = keys.keys
        self._brake = brake
        self._clock = clock
        self._proven: set[str] = set()  # ids of keys that were good here before

    def adopt(self, keys: Mapping[str, ApiKey]) -> None:
        """These, and no others, from now on."""
        known = self._keys
        self._proven = {one for one in self._proven if one in keys and keys[one].hash == known[one].hash}
        self._keys = keys

    def is_presented(self, request: Request) -> bool:
        return self._header in request.named

    def identify(self, request: Request) -> Known:
        presented = only(request.headers, request.named, self._header) or b""
        named = id_of(presented)
        key = self._keys.get(named) if named is not None else None
        is_good = named is not None and is_text_of(presented, key)
        if key is not None and is_good and key.id in self._proven:
            return self._judged(key)
        if (paused := self._brake.objection(request.client)) is not None:
            return paused
        if key is None or not is_good:
            self._brake.failed(request.client)
            return self._refused(KEY_MALFORMED if named is None else KEY_UNKNOWN, key)
        self._proven.add(key.id)
        return self._judged(key)

    def _judged(self, key: ApiKey) -> Known:
        expires = key.principal.expires
        if expires is not None and self._clock.now() >= expires:
            return self._refused(KEY_EXPIRED, key)
        return key.principal

    def _refused(self, reason: Reason, key: ApiKey | None) -> Refusal:
        which = f": {key.id}" if key else ""
        return Refusal(reason, f"api_keys {self._name}{which}", ((b"www-authenticate", CHALLENGE),))
