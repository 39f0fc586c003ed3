"""The section `versions`: how a call says which version of the API it means."""

from typing import Annotated

from pydantic import PlainValidator

from adapters.config.choices import read_way
from adapters.config.section import Section
from adapters.config.texts import Word, read_header_name
from domain.spec.place import Text
from domain.spec.versions import VersionsSpec


class VersionsModel(Section):
    by: Annotated[Text, PlainValidator(read_way)]
    name: Annotated[Text | None, PlainValidator(read_header_name)] = None
    prefix: Word | None = None
    default: Word | None = None

    def spec(self) -> VersionsSpec:
        return VersionsSpec(**self.written())
