"""Values: what a reference stands for, in one call: of the caller, the request, parts that have answered.

A parameter that the caller wrote twice, or left empty, is none: which of two would count is not ours to choose.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from domain.composition.pointer import MISSING, value_at
from domain.composition.reference import Origin, Reference
from domain.composition.template import Unfilled
from domain.composition.trouble import Trouble
from domain.identity.claims import claim_at
from domain.identity.principal import Principal
from domain.message import reason

_REASONS = {
    Origin.QUERY: reason.QUERY_MISSING,
    Origin.PRINCIPAL: reason.CLAIM_MISMATCH,
    Origin.CLAIM: reason.CLAIM_MISMATCH,
}


class Values:
    """`answers` grows while parts answer."""

    def __init__(
        self,
        parameters: Mapping[str, str],
        query: bytes,
        principal: Principal | None,
        answers: Mapping[str, object],
    ) -> None:
        self._parameters = parameters
        self._query = parse_qsl(query.decode("latin-1"), keep_blank_values=True) if query else []
        self._principal = principal
        self._answers = answers

    def __call__(self, reference: Reference) -> object:
        """MISSING where there is none."""
        match reference.origin:
            case Origin.PATH:
                return self._parameters.get(reference.name, MISSING)
            case Origin.QUERY:
                return self._asked(reference)
            case Origin.PART:
                return value_at(self._answers.get(reference.name, MISSING), reference.pointer)
            case Origin.JOIN:
                return MISSING
        return MISSING if self._principal is None else self._stated(reference, self._principal)

    def of_keys(self, keys: tuple[str, ...], reference: Reference) -> object:
        """The same, while a join is asked for these: one of them, or all."""
        if reference.origin is not Origin.JOIN:
            return self(reference)
        return keys[0] if reference.name == "id" else keys

    def _asked(self, reference: Reference) -> object:
        found = [value for name, value in self._query if name == reference.name]
        unless = MISSING if reference.default is None else reference.default
        return unless if not found else found[0] if len(found) == 1 else MISSING

    def _stated(self, reference: Reference, principal: Principal) -> object:
        if reference.origin is Origin.CLAIM:
            found = claim_at(principal.claims, reference.name)
            return MISSING if found is None else found
        return principal.subject if reference.name == "subject" else principal.tenant or MISSING


def trouble_with(part: str, unfilled: Unfilled) -> Trouble:
    """Of a call that is not made: whose value is missing says what the caller is told."""
    what = "is missing" if unfilled.is_missing else "fits into no address"
    found = _REASONS.get(unfilled.reference.origin, reason.PART_SKIPPED)
    return Trouble(part, found, f"{unfilled.reference} {what}")
