"""What is required of somebody who shows nothing."""

from domain.analysis.nobody import for_nobody
from domain.identity.principal import NOBODY
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.decision import ALLOW
from domain.permissions.facts import NO_FACTS
from domain.permissions.policy import Anybody, Authenticated, Policy


def allows(policy: Policy) -> bool:
    return for_nobody(policy).decide(NOBODY, NO_FACTS) is ALLOW


def test_nobody_is_not_authenticated_wherever_that_is_asked() -> None:
    signed_in = Authenticated()
    assert not allows(signed_in)
    assert not allows(AnyOf((signed_in,)))
    assert not allows(AllOf((Anybody(), signed_in)))
    assert allows(Not(signed_in))
    assert allows(Unless(Anybody(), (signed_in,)))
    assert not allows(Unless(signed_in, (signed_in,)))
