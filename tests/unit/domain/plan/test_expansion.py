"""Expansion: a spec without anything in short stays as it is."""

from domain.plan.expansion import expanded
from domain.spec.place import Place
from domain.spec.spec import Spec


def test_what_says_nothing_in_short_is_not_touched() -> None:
    spec = Spec(Place("gateway.yaml", 1, 1))
    assert expanded(spec, []) is spec
