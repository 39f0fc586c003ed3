"""What was written below `portal`: how the API is described, and to whom."""

from dataclasses import dataclass

from domain.spec.place import Place, Text

EVERYTHING, PUBLIC, CALLER = VIEWS = ("everything", "public", "caller")


@dataclass(frozen=True, slots=True)
class ContactSpec:
    name: str = ""
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class SignInSpec:
    """How a page gets a token: by the authorization code flow, with PKCE (RFC 7636)."""

    issuer: Text
    client_id: str
    authorize: Text  # addresses
    token: Text
    scopes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class PortalSpec:
    at: Place
    title: str = ""  # where something is empty, the gateway has words of its own
    version: str = ""
    description: str = ""
    contact: ContactSpec | None = None
    servers: tuple[Text, ...] = ()  # the gateway's own addresses, as callers write them
    view: str = PUBLIC
    sign_in: SignInSpec | None = None
    home: Text | None = None  # the path of the landing page; None: there is none
