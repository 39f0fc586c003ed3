from dataclasses import replace

from domain.plan.landing import PAGE, home_of
from domain.spec.portal import PortalSpec
from domain.spec.requirement import Public
from tests.unit.domain.builders import at, text


def test_the_route_is_for_anybody_and_for_reading() -> None:
    (route,) = home_of(PortalSpec(at(), home=text("/")))
    assert [method.text for method in route.match.methods] == ["GET", "HEAD"]
    assert isinstance(route.require, Public)
    assert route.redirect is not None
    assert route.redirect.path == replace(text("/"), text=PAGE)
    assert not route.published


def test_where_no_address_is_asked_for_there_is_no_route() -> None:
    assert home_of(None) == home_of(PortalSpec(at())) == home_of(PortalSpec(at(), home=text("welcome"))) == []
