"""`python tether.py PID ARGV…` becomes ARGV, and ends with SIGTERM when PID does, even by SIGKILL. Linux only.

PR_SET_PDEATHSIG survives exec, so any program can be tethered without knowing it. An extra exec instead of Popen's
`preexec_fn`, which runs Python between fork and exec and may deadlock beside threads. Run by its path: it must start
fast, and imports nothing of ours.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def tethered(argv: Sequence[str]) -> list[str]:
    """The command that runs `argv` tethered to this process; elsewhere than on Linux, `argv` as it is."""
    if sys.platform != "linux":
        return list(argv)
    return [sys.executable, "-I", "-S", __file__, str(os.getpid()), *argv]


def main() -> None:
    parent, argv = int(sys.argv[1]), sys.argv[2:]
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
    if os.getppid() != parent:  # it died before the line above: no signal will come
        sys.exit(1)
    os.execv(argv[0], argv)  # noqa: S606 - no shell is the point


if __name__ == "__main__":
    main()
