"""What refusing costs: CPU time of each token of tests/conformance/jose/attacks.py, from its field to its reason.

    make negative-tokens

Those refused before a signature was checked are to take less than a millisecond each. No test: machines are noisy. Each
is refused again and again for a while, and the mean of the quickest such while counts.
"""

import asyncio
import sys
import time

from tests.conformance.jose.attacks import Attack, attacks
from tests.conformance.jose.judging import Judge, request_of

MOST = 1e-3  # seconds
REPEATS, ROUNDS = 20, 5
CHECKED = ("token-signature", "token-claims", "token-expired", "token-not-yet-valid", "token-issuer", "token-audience")


def seconds(judge: Judge, token: str) -> float:
    rounds, request, identify = [], request_of(token), judge.authenticator.identify
    for _ in range(ROUNDS):
        begun = time.process_time()
        for _ in range(REPEATS):
            identify(request)
        rounds.append((time.process_time() - begun) / REPEATS)
    return min(rounds)


async def measured() -> list[tuple[float, Attack]]:
    judge = await Judge().ready()
    return sorted(((seconds(judge, attack[1]), attack) for attack in attacks()), reverse=True)


def is_checked(attack: Attack) -> bool:
    """Whether a signature had to be checked first; malformed payloads are read after theirs."""
    return attack[2] in CHECKED or attack[0].startswith(("a signed payload", "a claim twice", "a name twice"))


def main() -> int:
    found = asyncio.run(measured())
    for title, wanted in (("before a signature", False), ("after a signature", True)):
        group = [(cost, attack) for cost, attack in found if is_checked(attack) is wanted]
        print(f"{len(group)} refused {title}: median {group[len(group) // 2][0] * 1e6:.0f} µs; the dearest:")
        for cost, (name, _, reason) in group[:5]:
            print(f"  {cost * 1e6:8.1f} µs  {reason:22} {name}")
    late = [attack[0] for cost, attack in found if cost > MOST and not is_checked(attack)]
    print("over a millisecond: " + (", ".join(late) or "none"))
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
