"""The sections `analysis` and `invariants`: what the file says about its own analysis, and about what must be so."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from adapters.config.match_text import unfolded
from adapters.config.models_routes import MatchModel
from adapters.config.requirements import Require
from adapters.config.section import KEYED, KeyedSection, Section
from adapters.config.shapes import as_list
from adapters.config.texts import AnyText, Word
from domain.spec.analysis import InvariantSpec, SuppressionSpec
from domain.spec.place import Text
from domain.spec.route import MatchSpec

BELOW = "/**"  # and all below it


class SuppressionModel(Section):
    code: Word
    about: Word | None = None
    reason: Word

    def spec(self) -> SuppressionSpec:
        return SuppressionSpec(self.code, self.reason.text, self.about)


class AnalysisModel(Section):
    suppress: tuple[SuppressionModel, ...] = ()

    def specs(self) -> tuple[SuppressionSpec, ...]:
        return tuple(one.spec() for one in self.suppress)


class MustModel(Section):
    require: Require | None = None
    deny: Require | None = None
    allow: Require | None = None
    upstream: Annotated[tuple[Word, ...], BeforeValidator(as_list)] = ()


class InvariantModel(KeyedSection):
    name: AnyText = ""
    requests: Annotated[MatchModel, BeforeValidator(unfolded)] = Field(alias="for")
    must: MustModel

    def spec(self) -> InvariantSpec:
        must = self.must
        at = self.places["for"]
        return InvariantSpec(
            at, _match(self.requests), self.name, must.require, must.deny, must.allow, upstreams=must.upstream
        )


def _match(model: MatchModel) -> MatchSpec:
    """`/admin/**` is the prefix `/admin`."""
    spec = model.spec()
    if spec.is_prefix or not spec.path.text.endswith(BELOW):
        return spec
    path = Text(spec.path.text.removesuffix(BELOW) or "/", spec.path.at)
    return MatchSpec(
        path, is_prefix=True, methods=spec.methods, hosts=spec.hosts, headers=spec.headers, query=spec.query
    )


Invariants = tuple[Annotated[InvariantModel, KEYED], ...]
