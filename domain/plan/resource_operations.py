"""Operations of a resource: what each of its actions takes and answers, as OpenAPI 3.1 says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.plan.resource_schemas import ItemSchemas, parameter_schema, reference
from domain.spec.document import Json
from domain.spec.resource import CREATE, CURSOR, DELETE, LIST, OFFSET, PAGE, READ, REPLACE, UPDATE, ResourceSpec

METHODS: Mapping[str, str] = {
    LIST: "GET", READ: "GET", CREATE: "POST", REPLACE: "PUT", UPDATE: "PATCH", DELETE: "DELETE",
}  # fmt: skip
OF_ALL = frozenset((LIST, CREATE))  # the actions on the path of the collection
_PARTS = {PAGE: ("page", "size"), OFFSET: ("offset", "limit"), CURSOR: ("cursor", "limit")}
_JSON, _PATCH = "application/json", "application/merge-patch+json"
_SENDING = (CREATE, REPLACE, UPDATE)
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OperationMaker:
    spec: ResourceSpec
    schemas: ItemSchemas
    id_schema: Json
    others: tuple[str, ...] = ()  # parameters that the path of the collection has

    def make(self, action: str) -> Fields:
        whole = action == LIST
        operation: Fields = {
            "operationId": f"{action}{_capital(self.spec.name.text) if whole else self.schemas.item}",
            "summary": self._summary(action),
            "tags": list(self.spec.tags or (self.spec.name.text,)),
            **({"description": self.spec.description} if self.spec.description else {}),
            "parameters": list(self._parameters(action)),
        }
        if action in _SENDING:
            operation["requestBody"] = {"required": True, "content": self._sent(action)}
        return {**operation, "responses": self._responses(action)}

    def _summary(self, action: str) -> str:
        item = self._item()
        article = "an" if item[:1] in "aeio" else "a"
        names = {READ: "Read", CREATE: "Create", REPLACE: "Replace", UPDATE: "Change", DELETE: "Delete"}
        return f"List {_words(self.spec.name.text)}" if action == LIST else f"{names[action]} {article} {item}"

    def _item(self) -> str:
        return _words(self.schemas.item)

    def _parameters(self, action: str) -> Iterator[Fields]:
        yield from (_parameter(name, "path", {"type": "string", "minLength": 1}) for name in self.others)
        if action not in OF_ALL:
            said = f"Which {self._item()} is meant"
            yield _parameter(self.spec.id.text, "path", self.id_schema, said)
        if action == LIST:
            yield from self._paging()
            yield from self._filters()

    def _paging(self) -> Iterator[Fields]:
        page = self.spec.page
        if page is None:
            return
        part, size = page.names or _PARTS[page.style]
        forms: dict[str, tuple[Fields, str]] = {
            PAGE: ({"type": "integer", "minimum": 1, "maximum": page.last, "default": 1}, "Which page, from 1"),
            OFFSET: ({"type": "integer", "minimum": 0, "maximum": page.last, "default": 0}, "How many are passed over"),
            CURSOR: ({"type": "string", "minLength": 1}, "Where to go on: what the last answer said"),
        }
        yield _parameter(part, "query", *forms[page.style])
        many: Fields = {"type": "integer", "minimum": 1, "maximum": page.most, "default": page.size}
        yield _parameter(size, "query", many, "How many, at most")

    def _filters(self) -> Iterator[Fields]:
        for one in self.spec.filters:
            name = one.text
            given = self.schemas.given.get("filters", {})
            own = given[name] if name in given else parameter_schema(self.schemas.properties[name])
            yield _parameter(name, "query", own, f"Only those whose `{name}` is this")
        if self.spec.sort:
            names: list[Json] = [word for one in self.spec.sort for word in (one.text, f"-{one.text}")]
            yield _parameter("sort", "query", {"type": "string", "enum": names}, "By which member, `-` from the end")

    def _sent(self, action: str) -> Fields:
        schema = self.schemas.change if action == UPDATE else self.schemas.new
        terms = {"schema": reference(schema), **self._example(action)}
        return {_JSON: terms, _PATCH: terms} if action == UPDATE else {_JSON: terms}

    def _example(self, action: str) -> Fields:
        """The first that the schema has, without what nobody sends."""
        written = self.schemas.shape.get("examples") or [self.schemas.shape.get("example")]
        first = written[0] if isinstance(written, list) and written else None
        if not isinstance(first, dict):
            return {}
        if action in _SENDING:
            known: Any = self.schemas.components[self.schemas.new]
            first = {
                key: one
                for key, one in first.items()
                if key not in self.schemas.properties or key in known["properties"]
            }
        return {"example": first}

    def _responses(self, action: str) -> Fields:
        item = {_JSON: {"schema": reference(self.schemas.answer), **self._example(READ)}}
        missing = {"404": {"description": f"There is no such {self._item()}"}} if action not in OF_ALL else {}
        if action in _SENDING:
            missing["409"] = {"description": "It collides with what is there"}
        match action:
            case "list":
                content = {_JSON: {"schema": self._listed()}}
                return {"200": {"description": f"The {_words(self.spec.name.text)}, or a part", "content": content}}
            case "create":
                where = {"location": {"description": "Where it is now", "schema": {"type": "string"}}}
                return {"201": {"description": "It is made", "headers": where, "content": item}, **missing}
            case "delete":
                return {"204": {"description": "It is no more"}, **missing}
        return {"200": {"description": f"The {self._item()}", "content": item}, **missing}

    def _listed(self) -> Fields:
        many: Fields = {"type": "array", "items": reference(self.schemas.answer)}
        key = self.spec.items
        return many if key is None else {"type": "object", "required": [key], "properties": {key: many}}


def id_schema(spec: ResourceSpec, schemas: ItemSchemas) -> Json:
    """What is given, else that of the member of this name, else of `id`; else any text that is not empty."""
    if "id" in schemas.given:
        return schemas.given["id"]  # type: ignore[no-any-return]
    for name in (spec.id.text, "id"):
        if isinstance(schemas.properties.get(name), dict):
            return parameter_schema(schemas.properties[name])
    return {"type": "string", "minLength": 1}


def _parameter(name: str, where: str, schema: Json, said: str = "") -> Fields:
    described = {"description": said} if said else {}
    return {"name": name, "in": where, "required": where == "path", **described, "schema": schema}


def _words(name: str) -> str:
    """`LineItems` and `line-items` are `line items`."""
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return " ".join(spaced.replace("-", " ").replace("_", " ").replace(".", " ").split())


def _capital(name: str) -> str:
    return "".join(word.capitalize() for word in _words(name).split())
