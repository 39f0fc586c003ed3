"""Sections: what all pydantic models of the file have in common. Unknown keys are errors; nothing is converted.

Defaults are the domain's: a section hands on only what was written.
"""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)

    first_line: ClassVar[str] = "version: 1"  # of a document of this form
    not_yet: ClassVar[frozenset[str]] = frozenset()  # keys of the file format that this version does not have

    def written(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.model_fields_set}
