"""The page that `limen matrix --html` writes, in a real browser that has no network."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.test_docs_pages import CHROMIUM, visit

SHOP = Path(__file__).resolve().parents[2] / "docs/examples/shop/gateway.yaml"
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH")]


def written(folder: Path) -> Path:
    page = folder / "matrix.html"
    command = [str(Path(sys.executable).parent / "limen"), "matrix", "-c", str(SHOP), "--html", str(page)]
    subprocess.run(command, check=True, timeout=60)
    return page


def test_the_page_shows_every_route_and_its_script_runs(tmp_path: Path) -> None:
    seen = visit(f"file://{written(tmp_path)}", tmp_path)
    for name in ("sign-in", "orders.update", "users.delete"):
        assert f"<b>{name}</b>" in seen.dom
    assert "the subject named by {user_id}" in seen.dom
    assert "14 of 14 rows" in seen.dom
    assert seen.asked == set()
    assert "Content Security Policy" not in seen.console
    assert "Uncaught" not in seen.console


def test_what_is_looked_for_hides_the_rest(tmp_path: Path) -> None:
    page = written(tmp_path)
    typed = "<script>const f=document.forms[0];f.route.value='users';f.role.value='admin';look()</script>"
    page.write_text(page.read_text().replace("</html>", f"{typed}</html>"))
    seen = visit(f"file://{page}", tmp_path)
    assert "5 of 14 rows" in seen.dom
    assert '<th scope="col" title="viewer" hidden="">' in seen.dom
    assert '<th scope="col" title="admin">' in seen.dom
