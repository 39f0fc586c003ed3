"""A page: one file of a document, read: its value, and where in its text each part stands.

What is handed to another process is the text: marks are made again where somebody asks for them.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from adapters.config.openapi.json_text import json_marks, json_value
from adapters.config.openapi.marks import Lines, Marks, Wrong, offset_of
from adapters.config.openapi.yaml_text import yaml_value
from adapters.config.syntax import syntax_fault
from domain.spec.document import Pointer
from domain.spec.fault import Fault
from domain.spec.place import Place

_JSON = re.compile(r'\s*(?:\{\s*["}]|\[)')


@dataclass(eq=False)
class Page:
    name: str  # as faults call it
    text: str = field(repr=False)
    marks: Marks | None = field(default=None, repr=False)
    lines: Lines | None = field(default=None, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        return {"name": self.name, "text": self.text, "marks": None, "lines": None}

    def value(self) -> Any:
        """A fault where the text is neither JSON nor YAML."""
        try:
            if self._is_json:
                return json_value(self.text)
            value, self.marks = yaml_value(self.text)
        except Wrong as wrong:
            return Fault(self._at(wrong.offset), wrong.code, wrong.message, wrong.hint)
        except yaml.YAMLError as error:
            return syntax_fault(error, Place(self.name, 1, 1), self.text)
        return value

    def place(self, pointer: Pointer) -> Place:
        if self.marks is None:
            self.marks = json_marks(self.text) if self._is_json else yaml_value(self.text)[1]
        return self._at(offset_of(self.marks, pointer))

    def _at(self, offset: int) -> Place:
        if self.lines is None:
            self.lines = Lines(self.text)
        return self.lines.place(self.name, offset)

    @property
    def _is_json(self) -> bool:
        """By how it begins: who fetches a document knows no ending."""
        return _JSON.match(self.text) is not None
