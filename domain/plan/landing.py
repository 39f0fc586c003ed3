"""The landing page's short address: a route like any other, so that it is matched, explained and compared like any.

The page itself stands where no route may be; a route that takes the same address is a fault as between any two.
"""

from domain.spec.place import Text
from domain.spec.portal import PortalSpec
from domain.spec.requirement import Public
from domain.spec.route import MatchSpec, RedirectSpec, RouteSpec

NAME = "portal.home"
PAGE = "/docs/home"
_METHODS = ("GET", "HEAD")


def home_of(portal: PortalSpec | None) -> list[RouteSpec]:
    """None where no address is asked for; one that is no path is a fault of the portal."""
    if portal is None or portal.home is None or not portal.home.text.startswith("/"):
        return []
    at = portal.home.at
    return [
        RouteSpec(
            Text(NAME, at),
            MatchSpec(portal.home, methods=tuple(Text(method, at) for method in _METHODS)),
            require=Public(at),
            redirect=RedirectSpec(at, path=Text(PAGE, at)),
            published=False,
            override=True,
        )
    ]
