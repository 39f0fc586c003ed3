"""Field paths: `name`, `address.city`, or `/a.b/c` where names have dots; lists on the way are passed through.

So a path says which fields of which objects are meant, however many of them there are: `lines.price` is the price of
each line.
"""

from domain.composition.pointer import parse_pointer

FieldPath = tuple[str, ...]


def parse_field(text: str) -> FieldPath | None:
    """None: it names nothing."""
    if text.startswith("/"):
        return parse_pointer(text)
    names = tuple(text.split("."))
    return names if all(names) else None
