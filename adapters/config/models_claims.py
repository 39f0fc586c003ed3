"""Where tokens, or answers about them, state what: the key `claims`."""

from typing import Annotated, Any

from pydantic import PlainValidator

from adapters.config.claim_fields import plain, read_name_map, read_paths
from adapters.config.section import Section
from adapters.config.texts import Word
from domain.spec.identity import NameMapSpec
from domain.spec.place import Text

NameMap = Annotated[NameMapSpec, PlainValidator(read_name_map)]
Paths = Annotated[tuple[Text, ...], PlainValidator(read_paths)]


class ClaimsModel(Section):
    subject: Word | None = None
    roles: Paths = ()
    permissions: Paths = ()
    tenant: Word | None = None

    def paths(self) -> dict[str, Any]:
        return {name: plain(path) for name, path in self.written().items()}
