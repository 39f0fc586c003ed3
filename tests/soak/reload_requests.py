"""The requests of the reload soak, by chance and by seed: most are answered at once, some slowly, some bring a body."""

import hashlib
import random

from tests.soak.reload_caller import Asked

UPLOADS = 0.02  # of all
SLOW = 0.05
_UPLOADS = [random.Random(size).randbytes(size) for size in (10_000, 30_000, 100_000)]
_DIGESTS = [hashlib.sha256(upload).hexdigest() for upload in _UPLOADS]


class Requests:
    def __init__(self, token: str, seed: int) -> None:
        self._head = f"host: soak\r\nauthorization: Bearer {token}\r\n"
        self._random = random.Random(seed)
        self._number = 0

    def next(self, due: float) -> Asked:
        self._number += 1
        name, chance = f"{self._number}-{self._random.getrandbits(32):x}", self._random.random()
        if chance < UPLOADS:
            which = self._random.randrange(len(_UPLOADS))
            head = f"POST /upload?id={name} HTTP/1.1\r\n{self._head}content-length: {len(_UPLOADS[which])}\r\n\r\n"
            return Asked(name, head.encode() + _UPLOADS[which], _DIGESTS[which], due)
        path = f"/slow?id={name}&ms={self._random.randint(50, 500)}" if chance < UPLOADS + SLOW else f"/fast?id={name}"
        return Asked(name, f"GET {path} HTTP/1.1\r\n{self._head}\r\n".encode(), "", due)
