"""Order: which parts wait for which, found once. Parts that need nothing of each other run at once.

A step is all that can be asked when the steps before it have answered. It is how an order is told; a call does not wait
for a whole step, only for the parts whose values it uses.
"""

from collections.abc import Mapping

Needs = Mapping[str, tuple[str, ...]]  # by part, the parts whose values it uses; each is one of the keys


def steps_of(needs: Needs) -> tuple[tuple[str, ...], ...]:
    """Those of a circle are in none."""
    steps: list[tuple[str, ...]] = []
    done: set[str] = set()
    while ready := tuple(name for name in needs if name not in done and done.issuperset(needs[name])):
        steps.append(ready)
        done.update(ready)
    return tuple(steps)


def circle_of(needs: Needs) -> tuple[str, ...]:
    """Parts that wait for each other, the first again at the end; none where an order is found."""
    left = [name for name in needs if not any(name in step for step in steps_of(needs))]
    if not left:
        return ()
    walked = [left[0]]
    while walked.count(walked[-1]) == 1:
        walked.append(next(name for name in needs[walked[-1]] if name in left))
    return tuple(walked[walked.index(walked[-1]) :])
