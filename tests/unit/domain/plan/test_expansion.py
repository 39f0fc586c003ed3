"""Expansion: a spec without anything in short stays as it is."""

from domain.plan.expansion import expanded
from domain.spec.fault import Fault
from domain.spec.place import Place
from domain.spec.portal import PortalSpec
from domain.spec.route import MatchSpec, RouteSpec
from domain.spec.spec import Spec
from domain.spec.versions import VersionsSpec
from tests.unit.domain.plan.resource_specs import resource, text


def test_what_says_nothing_in_short_is_not_touched() -> None:
    spec = Spec(Place("gateway.yaml", 1, 1))
    assert expanded(spec, []) is spec


def test_a_resource_becomes_routes_after_those_that_are_written() -> None:
    written = RouteSpec(text("home"), MatchSpec(text("/")))
    spec = Spec(Place("gateway.yaml", 1, 1), routes=(written,), resources=(resource("list", "read"),))
    found = expanded(spec, [])
    assert [route.name.text for route in found.routes] == ["home", "orders.list", "orders.read"]
    assert expanded(found, []) is found


def test_nobody_writes_a_route_of_the_same_name() -> None:
    faults: list[Fault] = []
    written = RouteSpec(text("orders.list"), MatchSpec(text("/")))
    expanded(Spec(Place("gateway.yaml", 1, 1), routes=(written,), resources=(resource("list"),)), faults)
    assert [fault.code for fault in faults] == ["route-twice"]


def test_the_address_of_the_landing_page_becomes_a_route_that_leads_there() -> None:
    spec = Spec(Place("gateway.yaml", 1, 1), portal=PortalSpec(Place("gateway.yaml", 2, 1), home=text("/")))
    found = expanded(spec, [])
    assert [(route.name.text, route.match.path.text) for route in found.routes] == [("portal.home", "/")]
    assert expanded(found, []) is found


def test_an_address_that_is_no_path_stays_for_the_portal_to_complain_of() -> None:
    portal = PortalSpec(Place("gateway.yaml", 2, 1), home=text("welcome"))
    found = expanded(Spec(Place("gateway.yaml", 1, 1), resources=(resource("list"),), portal=portal), [])
    assert found.portal is portal
    assert [route.name.text for route in found.routes] == ["orders.list"]


def test_routes_of_a_version_become_ordinary_ones_and_stay_so() -> None:
    written = RouteSpec(text("orders"), MatchSpec(text("/orders")), versions=(text("2"),))
    versions = VersionsSpec(text("path"), prefix=text("/v{version}"))
    found = expanded(Spec(Place("gateway.yaml", 1, 1), routes=(written,), versions=versions), [])
    assert [(route.match.path.text, route.versions) for route in found.routes] == [("/v2/orders", ())]
    assert expanded(found, []) == found
