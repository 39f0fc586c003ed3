"""Sections: what all pydantic models of the file have in common. Unknown keys are errors; nothing is converted.

Defaults are the domain's: a section hands on only what was written.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidatorFunctionWrapHandler, WrapValidator

from adapters.config.tree import Table, Value
from domain.spec.place import Place


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)

    first_line: ClassVar[str] = "version: 1"  # of a document of this form
    not_yet: ClassVar[frozenset[str]] = frozenset()  # keys of the file format that this version does not have

    def written(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.model_fields_set}


class KeyedSection(Section):
    """One that knows where its keys were written, for whoever explains what came of them. Read with KEYED."""

    _places: Mapping[str, Place] = PrivateAttr(default_factory=dict)

    def keep_places(self, written: Table) -> None:
        self._places = {str(key): key.at for key in written}

    @property
    def places(self) -> Mapping[str, Place]:
        return self._places


def _with_places(value: Value, read: ValidatorFunctionWrapHandler) -> KeyedSection:
    model: KeyedSection = read(value)
    if isinstance(value, Table):
        model.keep_places(value)
    return model


KEYED = WrapValidator(_with_places)
