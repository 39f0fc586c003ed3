"""Development tokens: the claims that an issuer's tokens would have, put where the configuration looks for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.identity.issuer import Issuer


@dataclass(frozen=True, slots=True)
class Wish:
    subject: str
    roles: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    seconds: float = 900.0


def claims_for(issuer: Issuer, wish: Wish, now: float) -> dict[str, object]:
    """The claims of a token by which `issuer`'s configuration identifies who is wished for."""
    issued = int(now)
    claims: dict[str, object] = {
        "iss": issuer.validity.issuer,
        "aud": sorted(issuer.validity.audience),
        "iat": issued,
        "exp": issued + int(wish.seconds),
    }
    paths = issuer.paths
    stated = (
        (paths.subject, wish.subject),
        (paths.roles, list(wish.roles)),
        (paths.permissions, " ".join(wish.permissions)),
    )
    for path, value in stated:
        if path and value:
            _put(claims, path, value)
    return claims


def _put(claims: dict[str, object], path: str, value: object) -> None:
    """A path that is an address is a claim's own name; any other descends at its dots (domain/identity/claims.py)."""
    names = [path] if "://" in path else path.split(".")
    here = claims
    for name in names[:-1]:
        below = here.setdefault(name, {})
        here = below if isinstance(below, dict) else {}
    here[names[-1]] = value


def unstatable(issuer: Issuer, wish: Wish) -> Mapping[str, str]:
    """What is wished for and the issuer's configuration reads from no claim, by the setting that would."""
    missing = {"roles": (wish.roles, issuer.paths.roles), "permissions": (wish.permissions, issuer.paths.permissions)}
    return {name: ", ".join(wanted) for name, (wanted, path) in missing.items() if wanted and not path}
