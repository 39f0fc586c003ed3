"""Compiles what a route says of its own end."""

import re

from domain.message.deprecation import Deprecation
from domain.spec.fault import Fault
from domain.spec.handling import DeprecatedSpec

_LINK = re.compile(r"https?://[!#-;=?-~]+")  # what may stand between < and >, of an address


def compile_deprecated(spec: DeprecatedSpec, faults: list[Fault]) -> Deprecation:
    if spec.sunset is not None and spec.sunset < spec.since:
        message = "the sunset is before the day from which the route is deprecated"
        faults.append(Fault(spec.at, "sunset-early", message, "the same day or a later one"))
    if spec.refuses and spec.sunset is None:
        message = "nobody says from when on the route is refused"
        faults.append(Fault(spec.at, "sunset-missing", message, "`sunset: 2027-01-01`"))
    if spec.link is not None and not _LINK.fullmatch(spec.link.text):
        message = f"`{spec.link}` is no address to read on at"
        faults.append(Fault(spec.link.at, "link-malformed", message, "like `https://docs.example/moving`"))
    return Deprecation(
        int(spec.since),
        sunset=None if spec.sunset is None else int(spec.sunset),
        link=spec.link.text if spec.link else None,
        refuses=spec.refuses,
    )
