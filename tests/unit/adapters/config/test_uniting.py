"""Several files are one configuration: sections are united, what is given twice is a fault that names both places."""

from pathlib import Path

import pytest

from adapters.config.yaml_source import YamlConfigSource
from application.ports.config import Edition
from domain.spec.spec import Spec

ORDERS = "version: 1\nupstreams: {orders: {targets: [{url: 'http://orders:8080'}]}}\n"
USERS = "version: 1\nupstreams: {users: {targets: [{url: 'http://users:8080'}]}}\n"
ROUTES = "version: 1\nroutes: {list: {match: 'GET /orders', to: orders, require: public}}\n"


def read(folder: Path, **texts: str) -> Edition:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text)
    return YamlConfigSource(folder, {}).read()


def complaints(folder: Path, **texts: str) -> list[str]:
    spec = read(folder, **texts).spec
    assert isinstance(spec, tuple)
    return [str(fault).replace(str(folder), "conf") for fault in spec]


def test_named_things_of_several_files_are_united_in_the_order_of_the_files(tmp_path: Path) -> None:
    spec = read(tmp_path, b=USERS, a=ORDERS, routes=ROUTES).spec
    assert isinstance(spec, Spec)
    assert [upstream.name.text for upstream in spec.upstreams] == ["orders", "users"]
    assert [route.name.text for route in spec.routes] == ["list"]


def test_places_name_the_file_that_something_stands_in(tmp_path: Path) -> None:
    spec = read(tmp_path, a=ORDERS, b=ROUTES).spec
    assert isinstance(spec, Spec)
    assert spec.routes[0].name.at.file == str(tmp_path / "b.yaml")
    assert spec.upstreams[0].targets[0].url.at.file == str(tmp_path / "a.yaml")


def test_a_name_given_twice_is_a_fault_that_names_both_places(tmp_path: Path) -> None:
    [twice] = complaints(tmp_path, a=ORDERS, b=ORDERS)
    assert twice.startswith("conf/b.yaml:2:13: `upstreams.orders` is given twice, first at conf/a.yaml:2:13; keep")


def test_settings_of_one_section_may_stand_in_several_files_each_once(tmp_path: Path) -> None:
    first = "version: 1\nserver: {body_limit: 1MiB, limits: {headers: 32KiB}}\n"
    spec = read(tmp_path, a=first, b="version: 1\nserver: {limits: {header_count: 50}, paths: normalise}\n").spec
    assert isinstance(spec, Spec)
    assert (spec.server.body_limit, spec.server.paths) == (1024**2, "normalise")
    assert (spec.server.limits.headers, spec.server.limits.header_count) == (32 * 1024, 50)
    [twice] = complaints(tmp_path, a=first, b="version: 1\nserver: {limits: {headers: 32KiB}}\n")
    assert "`server.limits.headers` is given twice, first at conf/a.yaml:2:37" in twice


def test_every_file_says_its_version(tmp_path: Path) -> None:
    missing, wrong = complaints(tmp_path, a="routes: {}\n", b="version: 0\n", c=ORDERS)
    assert missing.startswith("conf/a.yaml:1:1: `version` is missing; every file of the folder begins with")
    assert wrong.startswith("conf/b.yaml:1:10: there is no version `0` of the file")


def test_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    codes = [line.rpartition(" ")[2] for line in complaints(tmp_path, a="version: 1\n: [", b="version: 1\nroots: {}\n")]
    assert codes == ["[yaml-syntax]", "[key-unknown]"]


def test_a_part_that_is_broken_in_one_file_is_not_complained_of_twice(tmp_path: Path) -> None:
    tagged = "version: 1\nserver: {body_limit: !x 1MiB}\n"
    assert len(complaints(tmp_path, a=tagged, b="version: 1\nserver: {body_limit: 1MiB}\n")) == 1


@pytest.mark.parametrize("other", ["[]", "1"])
def test_what_is_not_of_one_shape_is_not_united(tmp_path: Path, other: str) -> None:
    [twice] = complaints(tmp_path, a=ORDERS, b=f"version: 1\nupstreams: {other}\n")
    assert "`upstreams` is given twice" in twice
