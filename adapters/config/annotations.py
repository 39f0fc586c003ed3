"""Down the models by their annotations: which keys a section has, and what stands below each."""

from collections.abc import Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeGuard, Union, get_args, get_origin

from adapters.config.section import Section

FEW = 3


def keys_of(section: type[Section]) -> list[str]:
    return [field.alias or name for name, field in section.model_fields.items()]


def below(annotation: Any, step: int | str) -> Any:
    """What stands at `step` of a section, a mapping of names or a list; None where the section has no such key."""
    if is_section(annotation):
        fields = annotation.model_fields.items()
        return next((bare(field.annotation) for name, field in fields if step == (field.alias or name)), None)
    return bare(get_args(annotation)[0 if isinstance(step, int) else 1])  # tuple[item, ...], dict[key, value]


def bare(annotation: Any) -> Any:
    """Without `Annotated` and `| None`."""
    while get_origin(annotation) in (Annotated, Union, UnionType):
        annotation = next(one for one in get_args(annotation) if one is not NoneType)
    return annotation


def is_section(annotation: Any) -> TypeGuard[type[Section]]:
    return isinstance(annotation, type) and issubclass(annotation, Section)


def is_named(annotation: Any) -> bool:
    """Whether it is a mapping of names that the user chooses."""
    return get_origin(annotation) is dict


def sections_with(key: str, root: type[Section]) -> list[str]:
    """The sections that have a key, as the reference writes them; none where there are many."""
    found = _homes(root).get(key, [])
    return found if len(found) <= FEW else []


@cache
def _homes(root: type[Section]) -> dict[str, list[str]]:
    homes: dict[str, list[str]] = {}
    for key, home in _walked(root, ""):
        if home:
            homes.setdefault(key, []).append(home)
    return homes


def _walked(section: type[Section], path: str) -> Iterator[tuple[str, str]]:
    for key in keys_of(section):
        yield key, path
        inner, name = below(section, key), f"{path}.{key}".lstrip(".")
        if is_named(inner):
            inner, name = below(inner, "NAME"), f"{name}.NAME"
        elif get_origin(inner) is tuple:
            inner, name = below(inner, 0), f"{name}[]"
        if is_section(inner):
            yield from _walked(inner, name)
