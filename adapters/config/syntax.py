"""What the YAML parser complains of, as a fault. PyYAML's snippet of the file is left out: it might show a secret."""

import yaml

from domain.spec.fault import Fault
from domain.spec.place import Place


def syntax_fault(error: yaml.YAMLError, start: Place, text: str) -> Fault:
    """`start` stands in where the parser names no place."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Fault(start, "yaml-syntax", "this is not YAML")
    mark, began = error.problem_mark, error.context_mark
    at = Place(start.file, mark.line + 1, mark.column + 1)
    context = f" ({error.context})" if error.context else ""
    if began and error.context and (began.line, began.column) != (mark.line, mark.column):
        context = f" ({error.context} that begins at {began.line + 1}:{began.column + 1})"
    hint = "indent with spaces, not tabs" if text[mark.index :][:1] == "\t" else ""
    return Fault(at, "yaml-syntax", f"this is not YAML: {error.problem}{context}", hint)
