"""Development tokens: the claims that an issuer's tokens would have, put where the configuration looks for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.identity.issuer import Issuer
from domain.identity.names import Names

REGISTERED = ("iss", "aud", "iat", "exp", "sub")  # stated in any case


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
        "iat": issued,
        "exp": issued + int(wish.seconds),
    }
    paths = issuer.paths
    stated = (
        *_demanded(issuer),
        (paths.subject, wish.subject),
        (next(iter(paths.roles), ""), _theirs(wish.roles, paths.role_names)),
        (next(iter(paths.permissions), ""), " ".join(_theirs(wish.permissions, paths.permission_names))),
    )
    for path, value in stated:
        if path and value:
            _put(claims, path, value)
    return claims


def _theirs(words: tuple[str, ...], names: Names | None) -> list[str]:
    return [names.theirs(word) for word in words] if names else list(words)


def _demanded(issuer: Issuer) -> Iterator[tuple[str, object]]:
    """What the issuer's tokens must state of themselves."""
    validity, demands = issuer.validity, issuer.validity.demands
    audience = sorted(validity.audience)
    yield validity.audience_claim, audience if validity.audience_claim == "aud" else audience[0]
    if demands is not None:
        yield from ((path, "minted") for path in demands.present if path not in REGISTERED)
        yield from demands.equal
        yield from ((name, min(demands.parties)) for name in demands.party_claims[:1] if demands.parties)


def typ_for(issuer: Issuer) -> str:
    return min(issuer.form.types) if issuer.form.needs_type else "JWT"


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
    return {name: ", ".join(wanted) for name, (wanted, paths) in missing.items() if wanted and not paths}
