"""Every configuration without fault that stands anywhere in the repository."""

from collections.abc import Iterator

from tests.docs.kinds import FRAGMENT, Kind, all_of
from tests.docs.markdown import ROOT
from tests.docs.wholes import whole


def good_files() -> dict[str, str]:
    return dict(_good_files())


def _good_files() -> Iterator[tuple[str, str]]:
    for file in (*(ROOT / "tests/golden/plans").glob("*.yaml"), *(ROOT / "docs/examples").rglob("gateway.yaml")):
        yield str(file.relative_to(ROOT)), file.read_text()
    for block in all_of(Kind.CONFIGURATION):
        yield str(block), block.text
    for block in all_of(Kind.FRAGMENT):
        yield str(block), whole(block.text, block.comment.removeprefix(FRAGMENT).removeprefix(", "))
