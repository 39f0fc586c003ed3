"""What was written below `resources`: a collection of an upstream that is read and changed by six actions, or fewer."""

from dataclasses import dataclass, field

from domain.spec.contract import ENFORCE, IGNORE
from domain.spec.document import Document
from domain.spec.place import Text
from domain.spec.requirement import Requirement

LIST, READ, CREATE, REPLACE, UPDATE, DELETE = ACTIONS = ("list", "read", "create", "replace", "update", "delete")
PAGE, OFFSET, CURSOR = PAGING = ("page", "offset", "cursor")


@dataclass(frozen=True, slots=True)
class PageSpec:
    """How a list is asked for in parts: by number, by how many are passed over, or by where the last part ended."""

    style: str = PAGE
    size: int = 20  # what is given where nothing is asked
    most: int = 100
    last: int = 1_000_000  # the page, or how many are passed over
    names: tuple[str, str] | None = None  # of the parameters: which part, and how many; None: as the style has them


@dataclass(frozen=True, slots=True)
class ResourceSpec:
    name: Text
    to: Text
    schemas: Document  # `item`; `files` by name, `filters` by name and `id` where there are any
    id: Text  # the parameter of the path
    access: tuple[tuple[Text, Requirement], ...]  # by action; what is not named is not there
    path: Text | None = None  # None: `/` and the name
    upstream_path: Text | None = None  # None: the same
    page: PageSpec | None = None
    filters: tuple[Text, ...] = ()
    sort: tuple[Text, ...] = ()
    fixed: tuple[Text, ...] = ()  # members that are said when an item is made, and never changed
    items: str | None = None  # under which key of its answer a list stands; None: it is the answer
    title: str = ""  # of one item, for the documentation
    tags: tuple[str, ...] = field(default=())
    description: str = ""
    requests: str = ENFORCE
    answers: str = IGNORE
