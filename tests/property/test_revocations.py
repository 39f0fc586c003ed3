"""Revocations in their dictionaries say what the plain list of them says."""

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from domain.identity.principal import Principal
from domain.identity.revocation import Revocation, Revocations, Revoked

NAMES, ISSUERS = st.sampled_from(("a", "b")), st.sampled_from((None, "idp", "other"))
MOMENTS = st.integers(0, 4).map(float)
REVOCATIONS = st.builds(
    Revocation, st.sampled_from(Revoked), NAMES, before=MOMENTS, until=st.sampled_from((1.0, 3.0, inf)), iss=ISSUERS
)
CLAIMS = st.fixed_dictionaries({}, optional={"iss": ISSUERS, "jti": NAMES | st.just(7), "iat": MOMENTS | st.just("1")})
PRINCIPALS = st.builds(Principal, NAMES, claims=CLAIMS, key=st.none() | NAMES)


def concerns(one: Revocation, who: Principal, *, accepts_unnamed: bool) -> bool:
    iss, jti, iat = (who.claims.get(name) for name in ("iss", "jti", "iat"))
    is_token = isinstance(iss, str)
    if one.iss is not None and one.iss != iss:
        return False
    if one.what is Revoked.SUBJECT:
        return one.name == who.subject and not (isinstance(iat, float) and iat > one.before)
    name = jti if one.what is Revoked.TOKEN else who.key
    return name == one.name or (name is None and is_token and not accepts_unnamed) or isinstance(name, int)


@given(st.lists(REVOCATIONS, max_size=5), PRINCIPALS, st.booleans())
def test_a_caller_is_revoked_where_one_of_the_list_concerns_it(
    several: list[Revocation], who: Principal, accepts_unnamed: bool
) -> None:
    listed = [one for one in several if one.until == inf]
    known = Revocations(accepts_unnamed=accepts_unnamed)
    for one in listed:
        known.add(one, 0.0)
    concerned = any(concerns(one, who, accepts_unnamed=accepts_unnamed) for one in listed)
    assert (known.objection(who) is not None) is concerned


@given(st.lists(REVOCATIONS, max_size=5), PRINCIPALS, st.booleans(), MOMENTS)
def test_to_forget_what_is_past_lets_in_nobody_whom_the_rest_concerns(
    several: list[Revocation], who: Principal, accepts_unnamed: bool, now: float
) -> None:
    known = Revocations(accepts_unnamed=accepts_unnamed)
    for one in several:
        known.add(one, 0.0)
    known.drop(now)
    if any(one.until > now and concerns(one, who, accepts_unnamed=accepts_unnamed) for one in several):
        assert known.objection(who) is not None
    if all(one.until <= now for one in several):
        assert known.objection(who) is None
        assert known.count() == 0
