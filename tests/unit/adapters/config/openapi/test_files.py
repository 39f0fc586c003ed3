"""The files of a document: below their folders, and a part of the edition."""

import pickle
from pathlib import Path

import pytest

from adapters.config.yaml_source import YamlConfigSource
from application.ports.config import Edition
from domain.spec.document import Document
from domain.spec.spec import Spec

HEAD = 'openapi: "3.1.0"\ninfo: {title: "", version: ""}\n'
PATHS = "paths: {/a: {get: {parameters: [{$ref: 'REF'}]}}}\n"
PAGE = "{name: page, in: query, schema: {type: integer}}\n"


def edition(folder: Path, ref: str = "#/components/parameters/page", openapi: str = "api/orders.yaml") -> Edition:
    (folder / "api").mkdir(exist_ok=True)
    (folder / "api/orders.yaml").write_text(HEAD + PATHS.replace("REF", ref))
    config = folder / "gateway.yaml"
    upstream = f'{{targets: [{{url: "http://orders:8080"}}], openapi: "{openapi}"}}'
    config.write_text(
        f'version: 1\nupstreams: {{orders: {upstream}}}\nroutes: {{a: {{match: "/", to: orders, require: public}}}}\n'
    )
    return YamlConfigSource(config, {}).read()


def document(found: Edition) -> Document:
    assert isinstance(found.spec, Spec), found.spec
    read = found.spec.upstreams[0].document
    assert read is not None
    return read


def faults(found: Edition) -> list[str]:
    assert isinstance(found.spec, tuple)
    return [f"{Path(fault.at.file).name}:{fault.at.line}:{fault.at.column} {fault.message}" for fault in found.spec]


@pytest.mark.parametrize("ref", ["page.yaml", "../api/page.yaml", "../page.yaml", "../of%20all.yaml#/page"])
def test_a_reference_leads_to_any_file_below_the_configuration(ref: str, tmp_path: Path) -> None:
    (tmp_path / "api").mkdir()
    for name in ("page.yaml", "api/page.yaml"):
        (tmp_path / name).write_text(PAGE)
    (tmp_path / "of all.yaml").write_text(f"page: {PAGE}")
    read = document(edition(tmp_path, ref))
    assert read.uri == "limen:/orders"
    assert read.value["components"] == {
        "parameters": {"page": {"name": "page", "in": "query", "schema": {"type": "integer"}}}
    }
    assert read.place(("components", "parameters", "page", "name")).file.endswith(".yaml")
    assert str(pickle.loads(pickle.dumps(read)).place(("paths", "/a", "get"))).endswith("orders.yaml:3:14")


@pytest.mark.parametrize(
    "ref", ["/etc/passwd", "../../x.yaml", "link.yaml", "http://x.example/a.yaml", "file:///etc/passwd", "a%00b.yaml"]
)
def test_a_reference_leads_nowhere_else(ref: str, tmp_path: Path) -> None:
    folder = tmp_path / "etc"
    (folder / "api").mkdir(parents=True)
    (tmp_path / "x.yaml").write_text(PAGE)
    (folder / "api/link.yaml").symlink_to(tmp_path / "x.yaml")
    (said,) = faults(edition(folder, ref))
    words = "references to other addresses are not followed" if ":" in ref else "the file lies elsewhere"
    assert said == f"orders.yaml:3:34 {words}"


def test_a_change_of_any_of_its_files_is_another_edition(tmp_path: Path) -> None:
    (tmp_path / "api").mkdir()
    page = tmp_path / "api/page.yaml"
    page.write_text(PAGE)
    before = edition(tmp_path, "page.yaml")
    source = YamlConfigSource(tmp_path / "gateway.yaml", {})
    looked = source.look(before.beside)
    assert {Path(path).name for path in before.beside} == {"orders.yaml", "page.yaml"}
    page.write_text(PAGE.replace("integer", "string"))
    assert source.look(before.beside) != looked
    assert edition(tmp_path, "page.yaml").hash != before.hash


def test_a_file_that_is_missing_is_looked_for_again(tmp_path: Path) -> None:
    found = edition(tmp_path, "page.yaml")
    assert faults(found) == [f"orders.yaml:3:34 the file `{tmp_path}/api/page.yaml` can't be read"]
    assert f"{tmp_path}/api/page.yaml" in found.beside
    assert faults(edition(tmp_path, openapi="none.yaml")) == [
        f"gateway.yaml:2:71 the file `{tmp_path}/none.yaml` can't be read"
    ]


def test_a_faulty_file_is_told_once_with_its_own_line(tmp_path: Path) -> None:
    (tmp_path / "api").mkdir()
    (tmp_path / "api/page.yaml").write_text("name: [")
    said = faults(edition(tmp_path, "page.yaml"))
    assert len(said) == 2
    assert any(one.startswith("page.yaml:") for one in said)


def test_a_line_of_a_document_is_shown_whole_and_without_secrets(tmp_path: Path) -> None:
    found = edition(tmp_path, "page.yaml")
    assert isinstance(found.spec, tuple)
    excerpt = found.excerpt(found.spec[0].at)
    assert excerpt is not None
    assert excerpt.text == "paths: {/a: {get: {parameters: [{$ref: 'page.yaml'}]}}}"
