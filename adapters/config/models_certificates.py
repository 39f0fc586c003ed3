"""Client certificates: `identity.certificates`."""

from typing import Annotated

from pydantic import Field, PlainValidator

from adapters.config.choices import read_subject, read_which
from adapters.config.section import Section
from adapters.config.texts import FieldName, HeaderName, Word
from domain.spec.certificates import CertificatesSpec
from domain.spec.place import Text


class CertificatesModel(Section):
    header: HeaderName
    subject: Annotated[str, PlainValidator(read_subject)]
    element: Annotated[str, PlainValidator(read_which)] = "only"
    roles: dict[FieldName, tuple[Word, ...]] = Field(default_factory=dict)

    def spec(self, name: Text) -> CertificatesSpec:
        return CertificatesSpec(name, self.header, self.subject, self.element, tuple(self.roles.items()))
