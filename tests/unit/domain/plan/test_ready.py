"""Ready sets compile: to constants where nothing of the answer decides, with fields of a route's own."""

from dataclasses import replace

from domain.message.edits import NO_EDITS
from domain.message.ready import SETS
from domain.plan.ready import Caching, Ready, compile_ready, compile_security
from domain.spec.fault import Fault
from domain.spec.handling import CacheSpec, SecuritySpec
from domain.spec.route import DestinationSpec, MatchSpec, RouteSpec
from domain.spec.server import ServerSpec
from domain.spec.spec import Spec
from tests.unit.domain.builders import at, codes, text, texts

ROUTE = RouteSpec(text("orders"), MatchSpec(text("/orders")), to=(DestinationSpec(text("orders")),))
API = SecuritySpec(at(), "api")
CSP = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")


def test_a_set_takes_the_place_of_what_the_upstream_says_but_for_its_policy_of_content() -> None:
    edits = Ready(SETS["api"]).edits
    assert CSP in edits.added
    assert edits.dropped == {name for name, _ in SETS["api"]} - {b"content-security-policy"}


def test_where_the_upstream_is_kept_nothing_is_constant() -> None:
    ready = Ready(SETS["api"], keeps=True)
    assert (ready.edits, ready.of_an_own_answer.added) == (NO_EDITS, SETS["api"])


def test_an_own_answer_has_its_word_for_caches() -> None:
    ready = Ready(caching=Caching(b"no-store", keeps=False))
    assert ready.of_an_own_answer.added == ((b"cache-control", b"no-store"),)


def test_fields_are_changed_added_and_left_out() -> None:
    fields = ((text("X-Frame-Options"), "SAMEORIGIN"), (text("x-more"), "1"))
    made = dict(compile_security(SecuritySpec(at(), "api", fields, texts("Referrer-Policy")), []))
    assert (made[b"x-frame-options"], made[b"x-more"], b"referrer-policy" in made) == (b"SAMEORIGIN", b"1", False)


def test_what_the_set_does_not_have_cannot_be_left_out() -> None:
    faults: list[Fault] = []
    compile_security(SecuritySpec(at(), "api", without=texts("x-frame-option")), faults)
    assert codes(faults) == ["header-unknown"]


def test_a_route_says_it_in_the_place_of_the_server_and_the_defaults() -> None:
    spec = Spec(at(), server=ServerSpec(security=API), default_cache=CacheSpec(at(), "private", 300.0))
    usual = compile_ready(ROUTE, spec, [], is_public=False)
    assert usual == Ready(SETS["api"], caching=Caching(b"private, max-age=300", keeps=False))
    own = replace(ROUTE, security=SecuritySpec(at(), "none", keep=True), cache=CacheSpec(at(), "no-store", keep=True))
    assert compile_ready(own, spec, [], is_public=False) == Ready(
        (), keeps=True, caching=Caching(b"no-store", keeps=True)
    )
    assert compile_ready(ROUTE, Spec(at()), [], is_public=True) == Ready()


def test_only_what_everybody_may_see_is_kept_for_everybody() -> None:
    shared = CacheSpec(at(), "public", 60.0)
    faults: list[Fault] = []
    compile_ready(replace(ROUTE, cache=shared), Spec(at()), faults, is_public=True)
    assert faults == []
    compile_ready(replace(ROUTE, cache=shared), Spec(at()), faults, is_public=False)
    compile_ready(ROUTE, Spec(at(), default_cache=shared), faults, is_public=False)
    assert codes(faults) == ["cache-shared", "cache-shared"]
