"""The section `portal`: how the API is described, and to whom."""

from typing import Annotated

from pydantic import PlainValidator

from adapters.config.choices import read_view
from adapters.config.section import KeyedSection, Section
from adapters.config.texts import AnyText, Word
from domain.spec.place import Place
from domain.spec.portal import ContactSpec, PortalSpec, SignInSpec


class ContactModel(Section):
    name: AnyText = ""
    url: AnyText = ""
    email: AnyText = ""

    def spec(self) -> ContactSpec:
        return ContactSpec(**self.written())


class SignInModel(Section):
    issuer: Word
    client_id: AnyText
    scopes: tuple[Word, ...] = ()
    authorize: Word
    token: Word

    def spec(self) -> SignInSpec:
        return SignInSpec(**self.written())


class PortalModel(KeyedSection):
    title: AnyText = ""
    version: AnyText = ""
    description: AnyText = ""
    contact: ContactModel | None = None
    servers: tuple[Word, ...] = ()
    view: Annotated[str, PlainValidator(read_view)] = ""
    sign_in: SignInModel | None = None
    home: Word | None = None

    def spec(self, at: Place) -> PortalSpec:
        """`at` stands for a section that says nothing."""
        inner = {
            "contact": self.contact.spec() if self.contact else None,
            "sign_in": self.sign_in.spec() if self.sign_in else None,
        }
        return PortalSpec(next(iter(self.places.values()), at), **self.written() | inner)
