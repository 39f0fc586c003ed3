"""Compiles a route's contract: what it says itself goes before what the operation says that it is bound to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from domain.contract.contract import Contract, Mode, Parameter, Where
from domain.contract.reading import NO_PARAMETERS, Reader
from domain.contract.styles import KNOWN
from domain.openapi.operations import Operation, Operations
from domain.routing.pairing import paired
from domain.routing.pattern import Pattern
from domain.routing.rewrite import Rewrite
from domain.spec.contract import REFUSE, ContractSpec
from domain.spec.document import Document, OperationSpec
from domain.spec.fault import Fault, nearest
from domain.spec.place import Place, Text
from domain.spec.place_map import PlaceMap
from domain.spec.route import RouteSpec


@dataclass(frozen=True, slots=True)
class ContractCompiler:
    documents: Mapping[str, Document | None]  # by upstream
    faults: list[Fault]
    operations: dict[Document, Operations] = field(default_factory=dict)  # read once a document

    def compile(self, route: RouteSpec, pattern: Pattern | None, rewrite: Rewrite | None = None) -> Contract | None:
        """`rewrite` is of the way that requests go."""
        spec = route.contract
        if spec is None or pattern is None:
            return None
        found = self._bound(route, spec.operation) if spec.operation else None
        theirs = self._renamed(found, pattern, rewrite, spec) if found else ()
        bound = found.spec if found else None
        ours = tuple(Reader(spec.own).parameters()) if spec.own else ()
        parameters = _united(theirs, ours)
        if spec.own:
            self._judge_own(spec.own, pattern)
        if spec.operation is not None and bound is None:
            return None  # that is a fault already
        contract = self._contract(spec, bound, parameters)
        self._judge(contract, spec)
        return contract

    def _contract(self, spec: ContractSpec, bound: OperationSpec | None, parameters: tuple[Parameter, ...]) -> Contract:
        readers = [Reader(one) for one in (spec.own, bound) if one]
        answers = {status: terms for reader in reversed(readers) for status, terms in reader.answers().items()}
        operation = bound or spec.own or OperationSpec({}, Document("limen:/nothing", {}, PlaceMap(spec.at, {})))
        return Contract(
            spec.at,
            operation,
            spec.own if bound else None,
            parameters,
            next((body for reader in readers if (body := reader.body())), None),
            answers,
            requests=Mode(spec.requests),
            answer_mode=Mode(spec.answers),
            sample=spec.sample,
            refuses_unknown=spec.unknown_query == REFUSE,
            checks=spec.checks,
        )

    def _bound(self, route: RouteSpec, operation: Text) -> Operation | None:
        names = [way.upstream.text for way in route.to or ()]
        document = next((one for name in names if (one := self.documents.get(name))), None)
        if document is None:
            which = f"upstream `{names[0]}` brings no document" if names else "there is no upstream here"
            message = f"operation `{operation}` is found nowhere: {which}"
            self.faults.append(Fault(operation.at, "contract-without-document", message, "`openapi:` of the upstream"))
            return None
        operations = self.operations.get(document) or Operations(document)
        self.operations[document] = operations
        found = operations.of(operation.text)
        if found is None:
            self.faults.append(operations.missing(operation))
        return found

    def _renamed(
        self, bound: Operation, pattern: Pattern, rewrite: Rewrite | None, spec: ContractSpec
    ) -> tuple[Parameter, ...]:
        """The parameters of the operation's path by the names that the route has for them, place by place."""
        found = tuple(Reader(bound.spec).parameters())
        theirs = _in_order([one.name for one in found if one.where is Where.PATH], bound)
        places = paired(bound.path.strip("/").split("/"), pattern, rewrite)
        names = (
            self._by_place(places, pattern) if places.keys() >= set(theirs) else self._by_name(theirs, pattern, spec)
        )
        others = [one for one in found if one.where is not Where.PATH]
        named = [replace(one, name=names[one.name]) for one in found if one.where is Where.PATH and one.name in names]
        return (*named, *others)

    def _by_place(self, places: Mapping[str, int], pattern: Pattern) -> dict[str, str]:
        """Without those that no caller says."""
        ours = {at: name for name, at in pattern.parameters} | {len(pattern.segments): pattern.rest or ""}
        return {theirs: ours[at] for theirs, at in places.items() if at in ours}

    def _by_name(self, theirs: list[str], pattern: Pattern, spec: ContractSpec) -> dict[str, str]:
        """Else in order, the last of the route's."""
        ours = _names(pattern)
        if len(theirs) > len(ours):
            message = f"the operation's path has {_counted(len(theirs))} and the route's {_counted(len(ours))}"
            self.faults.append(Fault(spec.at, "contract-path-unfit", message, f"the operation has {_braced(theirs)}"))
            return {}
        is_known = set(theirs) <= set(ours)
        return dict(zip(theirs, theirs if is_known else ours[len(ours) - len(theirs) :], strict=True))

    def _judge_own(self, own: OperationSpec, pattern: Pattern) -> None:
        written = own.value.get("parameters")
        for number, one in enumerate(written if isinstance(written, list) else ()):
            assert isinstance(one, dict)  # noqa: S101  whoever makes operations makes them so
            self.faults.extend(_own_faults(one, own.place("parameters", str(number)), pattern))

    def _judge(self, contract: Contract, spec: ContractSpec) -> None:
        if contract.answer_mode is not Mode.IGNORE and not contract.answers:
            message = "nothing says what the answers look like"
            self.faults.append(Fault(spec.at, "answers-undescribed", message, "`answers: {200: …}`"))


def _own_faults(one: Mapping[str, object], at: Place, pattern: Pattern) -> Iterator[Fault]:
    name, where = str(one["name"]), Where(one["in"])
    if where is Where.PATH and name not in pattern.names:
        message = f"the path has no parameter `{name}`"
        yield Fault(at, "contract-parameter-unknown", message, nearest(name, pattern.names))
    if where is Where.HEADER and name.lower() in NO_PARAMETERS:
        message = f"`{name}` is no parameter: it is read by whoever looks at bodies and credentials"
        yield Fault(at, "parameter-reserved", message, "`body: {types: …}`, `answers`, or `require`")
    style = one.get("style")
    if style is not None and style not in KNOWN[where]:
        message = f"the style `{style}` is none of a parameter in {where.value}"
        yield Fault(at, "style-unfit", message, f"one of {', '.join(f'`{known}`' for known in KNOWN[where])}")


def _united(theirs: tuple[Parameter, ...], ours: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
    by_place = {(one.where, one.name): one for one in theirs}
    return tuple((by_place | {(one.where, one.name): one for one in ours}).values())


def _names(pattern: Pattern) -> list[str]:
    return [name for name, _ in pattern.parameters] + ([pattern.rest] if pattern.rest else [])


def _in_order(names: list[str], bound: Operation) -> list[str]:
    """As they stand in the operation's path."""
    return sorted(names, key=lambda name: bound.path.find(f"{{{name}}}"))


def _counted(count: int) -> str:
    return f"{count} parameter{'' if count == 1 else 's'}"


def _braced(names: list[str]) -> str:
    return ", ".join(f"`{{{name}}}`" for name in names)
