"""Where a token, or the answer about one, states what: paths of claims."""

from typing import Any

from adapters.config.section import Section
from adapters.config.texts import Word


class ClaimsModel(Section):
    subject: Word | None = None
    roles: Word | None = None
    permissions: Word | None = None

    def paths(self) -> dict[str, Any]:
        return {name: path.text for name, path in self.written().items()}
