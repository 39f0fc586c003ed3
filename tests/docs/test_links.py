"""Links between the pages lead somewhere, headings included."""

from pathlib import Path

import pytest

from tests.docs.markdown import PAGES, ROOT, anchors, links

LINKED = (*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md")


def broken(page: Path) -> list[str]:
    return [link for link in links(page) if not _leads_somewhere(page, link)]


def _leads_somewhere(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    return target.exists() and (not anchor or anchor in anchors(target))


@pytest.mark.parametrize("page", LINKED, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            waiting += [found for link in links(page) if link[0] != "#" for found in _pages_at(page, link)]
    assert sorted(page.relative_to(ROOT).as_posix() for page in set(PAGES) - reached) == []


def _pages_at(page: Path, link: str) -> list[Path]:
    """A link to a folder leads to its pages."""
    target = page.parent / link.partition("#")[0]
    found = sorted(target.glob("*.md")) if target.is_dir() else [target]
    return [page.resolve() for page in found if page.suffix == ".md" and page.is_file()]


def test_a_broken_link_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One\n[a](page.md#one) [b](page.md#two) [c](nowhere.md) [d](https://idp.example/x)\n")
    assert broken(page) == ["page.md#two", "nowhere.md"]
