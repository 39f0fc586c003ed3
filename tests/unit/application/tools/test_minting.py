"""Development tokens state what the issuer's configuration reads."""

from dataclasses import replace

from application.tools.minting import Wish, claims_for, typ_for, unstatable
from domain.identity.claims import claim_at
from domain.identity.demands import Demands
from domain.identity.issuer import Issuer, KeyOrigin, TokenForm
from domain.identity.names import Names
from domain.identity.principal import ClaimPaths, Principal
from domain.identity.validity import Validity

NOW = 1_800_000_000.0
ISSUER = Issuer(
    name="main",
    origin=KeyOrigin.JWKS,
    location="https://idp.example/jwks",
    algorithms=frozenset({"RS256"}),
    validity=Validity("https://idp.example", frozenset({"shop"})),
    paths=ClaimPaths("sub", ("realm_access.roles",), ("scope",)),
)
WISH = Wish("ada", ("viewer", "manager"), ("orders:read",), 60)


def test_what_is_wished_for_is_what_the_issuer_identifies() -> None:
    claims = claims_for(ISSUER, WISH, NOW)
    principal = ISSUER.paths.identify(claims)
    assert isinstance(principal, Principal)
    assert principal.subject == "ada"
    assert principal.roles == {"viewer", "manager"}
    assert principal.permissions == {"orders:read"}


def test_the_claims_are_valid_for_as_long_as_was_wished_and_no_longer() -> None:
    claims = claims_for(ISSUER, WISH, NOW)
    assert ISSUER.validity.objection(claims, NOW + 59) is None
    assert ISSUER.validity.objection(claims, NOW + 60) is not None


def test_a_claim_named_by_an_address_is_one_name() -> None:
    issuer = replace(ISSUER, paths=ClaimPaths(roles=("https://shop.example/roles",)))
    claims = claims_for(issuer, WISH, NOW)
    assert claim_at(claims, "https://shop.example/roles") == ["viewer", "manager"]


def test_what_no_claim_states_is_named_with_its_setting() -> None:
    issuer = replace(ISSUER, paths=ClaimPaths())
    assert unstatable(issuer, WISH) == {"roles": "viewer, manager", "permissions": "orders:read"}
    assert unstatable(ISSUER, WISH) == {}


def test_what_an_issuers_tokens_must_say_of_themselves_is_said() -> None:
    demands = Demands(frozenset({"web"}), present=("jti", "sub"), equal=(("token_use", "access"),))
    validity = Validity(
        "https://idp.example", frozenset({"shop"}), audience_claim="client", max_age=60, demands=demands
    )
    issuer = replace(ISSUER, validity=validity)
    assert issuer.validity.objection(claims_for(issuer, WISH, NOW), NOW) is None


def test_roles_are_minted_in_the_issuers_words() -> None:
    names = Names({"boss": frozenset({"manager"})}, keeps_others=True)
    issuer = replace(ISSUER, paths=replace(ISSUER.paths, role_names=names))
    claims = claims_for(issuer, WISH, NOW)
    assert claim_at(claims, "realm_access.roles") == ["viewer", "boss"]
    principal = issuer.paths.identify(claims)
    assert isinstance(principal, Principal)
    assert principal.roles == {"viewer", "manager"}


def test_the_type_is_the_one_that_is_needed() -> None:
    assert typ_for(ISSUER) == "JWT"
    assert typ_for(replace(ISSUER, form=TokenForm(frozenset({"at+jwt"}), needs_type=True))) == "at+jwt"


def test_permissions_are_minted_in_the_issuers_words() -> None:
    names = Names({"Orders.Read": frozenset({"orders:read"})})
    issuer = replace(ISSUER, paths=replace(ISSUER.paths, permission_names=names))
    claims = claims_for(issuer, WISH, NOW)
    assert claims["scope"] == "Orders.Read"
