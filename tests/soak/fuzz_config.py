"""Random files as configurations, for as long as asked: `.venv/bin/python -m tests.soak.fuzz_config [SECONDS] [SEED]`.

Ends with the seed of the first file that raised; without one, says how many were read.
"""

import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.property.test_any_bytes import meets, meets_folder


def main(seconds: float, seed: int) -> int:
    end, count, faulty = time.monotonic() + seconds, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            try:
                faulty += meets(Path(folder) / "gateway.yaml", seed) if seed % 3 else meets_folder(Path(folder), seed)
            except Exception:  # noqa: BLE001  whatever it is, it is what is looked for
                traceback.print_exc()
                print(f"seed {seed}")
                return 1
            seed, count = seed + 1, count + 1
    print(f"{count} configurations: {faulty} with faults, {count - faulty} without, none raised")
    return 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(float(given[0]) if given else 300.0, int(given[1]) if len(given) > 1 else random.randrange(10**9)))
