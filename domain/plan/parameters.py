"""Path parameters that a policy speaks of: `{user_id}`, resolved against the path of each route that uses it."""

from dataclasses import dataclass, replace

from domain.spec.fault import Fault
from domain.spec.place import Text


@dataclass(frozen=True, slots=True)
class Parameters:
    """Those of the path of `route`. Where there is no route, as in a policy that none uses, any will do."""

    names: frozenset[str] | None = None
    route: str = ""
    is_elsewhere: bool = False  # what speaks of them is not written in the route itself

    def elsewhere(self) -> "Parameters":
        return replace(self, is_elsewhere=True)

    def resolve(self, template: Text, faults: list[Fault]) -> str | None:
        """The name inside the braces; None is a fault."""
        name = template.text.removeprefix("{").removesuffix("}")
        if template.text == f"{{{name}}}" and name and (self.names is None or name in self.names):
            return name
        whose = f"the path of route `{self.route}`" if self.is_elsewhere else "the route's path"
        known = ", ".join(f"{{{name}}}" for name in sorted(self.names or ()))
        hint = f"known: {known or 'none'}" if self.names is not None else "like `{user_id}`"
        faults.append(Fault(template.at, "parameter-unknown", f"`{template}` is no parameter of {whose}", hint))
        return None
