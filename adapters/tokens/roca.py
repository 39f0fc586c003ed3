"""ROCA, CVE-2017-15361: RSA keys of an Infineon library, in smart cards and TPMs, that can be factored.

Their primes are powers of 65537 modulo every small prime, and so is the modulus. An honest one is, for all of these
primes at once, with a chance of 2^-27 (Nemec et al., "The Return of Coppersmith's Attack", 2017, section 2).
"""

_PRIMES = (
    3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
    113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
)  # fmt: skip
_POWERS = {prime: frozenset(pow(65537, n, prime) for n in range(prime)) for prime in _PRIMES}


def is_roca(modulus: int) -> bool:
    return all(modulus % prime in powers for prime, powers in _POWERS.items())
