"""Request ids from the kernel's randomness, read ahead: a system call for each would cost more than the id itself.

Made after a fork, never before: two processes with one stock would give the same names.
"""

import os

BYTES = 12
AHEAD = 256


class UrandomIds:
    def __init__(self) -> None:
        self._stock: list[str] = []

    def __call__(self) -> str:
        """24 hexadecimal digits."""
        if not self._stock:
            drawn, digits = os.urandom(BYTES * AHEAD).hex(), 2 * BYTES
            self._stock = [drawn[at : at + digits] for at in range(0, len(drawn), digits)]
        return self._stock.pop()
