"""Compiles `portal`: what the description of the API says of it as a whole, and who sees which part of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.identity.address import is_trustworthy
from domain.spec.fault import Fault, unknown
from domain.spec.place import Text
from domain.spec.portal import PUBLIC, ContactSpec, PortalSpec, SignInSpec
from domain.upstream.target import parse_target


@dataclass(frozen=True, slots=True)
class SignIn:
    """Addresses and names that a page needs to get a token by the authorization code flow."""

    issuer: str
    client_id: str
    authorize: str
    token: str
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Portal:
    title: str = ""  # empty: the gateway's own words
    version: str = ""
    description: str = ""
    contact: ContactSpec | None = None
    servers: tuple[str, ...] = ()
    view: str = PUBLIC
    sign_in: SignIn | None = None


def compile_portal(spec: PortalSpec | None, issuers: Mapping[str, object], faults: list[Fault]) -> Portal:
    if spec is None:
        return Portal()
    faults.extend(_faults(spec, issuers))
    return Portal(
        spec.title,
        spec.version,
        spec.description,
        spec.contact,
        servers=tuple(one.text for one in spec.servers),
        view=spec.view,
        sign_in=_sign_in(spec.sign_in) if spec.sign_in else None,
    )


def _sign_in(spec: SignInSpec) -> SignIn:
    scopes = tuple(one.text for one in spec.scopes)
    return SignIn(spec.issuer.text, spec.client_id, spec.authorize.text, spec.token.text, scopes)


def _faults(spec: PortalSpec, issuers: Mapping[str, object]) -> Iterator[Fault]:
    for server in spec.servers:
        origin = "/".join(server.text.split("/")[:3])
        if parse_target(origin) is None or not server.text.isascii() or set(server.text) & set("?# {}"):
            yield Fault(server.at, "server-malformed", f"`{server}` is not an address", "like `https://api.example`")
    if spec.home and not spec.home.text.startswith("/"):
        yield Fault(spec.home.at, "path-malformed", f"`{spec.home}`: a path begins with `/`")
    if spec.sign_in:
        yield from _sign_in_faults(spec.sign_in, issuers)


def _sign_in_faults(spec: SignInSpec, issuers: Mapping[str, object]) -> Iterator[Fault]:
    if spec.issuer.text not in issuers:
        yield unknown("issuer", spec.issuer.text, spec.issuer.at, issuers)
    for address in (spec.authorize, spec.token):
        if not is_trustworthy(address.text):
            yield _insecure(address)


def _insecure(address: Text) -> Fault:
    message = f"nobody can sign in safely at `{address}`"
    return Fault(address.at, "address-insecure", message, "https, or http on a loopback address")
