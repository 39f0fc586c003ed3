"""Keys of an issuer: named files are found beside the config; what is secret stays so, also when it stands wrongly."""

import logging
from pathlib import Path

import pytest

from domain.spec.identity import KeysSpec
from domain.spec.spec import Spec
from tests.fakes.gateway_text import faults_of, read, spec_of

SECRET = "hunter2hunter2hunter2hunter2hunter2"


def _issuers(keys: str) -> str:
    return f"identity:\n  issuers:\n    main:\n      {{issuer: m, audience: [a], algorithms: [HS256], keys: {keys}}}\n"


def _keys(written: str, folder: Path = Path(), **environment: str) -> KeysSpec:
    return spec_of(_issuers(written), folder, **environment).issuers[0].keys


def _codes(written: str, folder: Path = Path(), **environment: str) -> list[str]:
    return [fault.code for fault in faults_of(_issuers(written), folder, **environment)]


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_a_secret_is_read_from_a_file_without_its_line_end(tmp_path: Path, ending: str) -> None:
    (tmp_path / "jwt.key").write_bytes(f"{SECRET}{ending}".encode())
    keys = _keys("{secret: {file: jwt.key}}", tmp_path)
    assert (keys.kind, keys.value) == ("secret", SECRET)


def test_a_secret_may_come_from_the_environment() -> None:
    assert _keys('{secret: "${JWT}"}', JWT=SECRET).value == SECRET


def test_a_secret_file_may_be_named_by_the_environment(tmp_path: Path) -> None:
    (tmp_path / "jwt.key").write_text(SECRET)
    assert _keys('{secret: {file: "${DIR}/jwt.key"}}', DIR=str(tmp_path)).value == SECRET


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 70_000])
def test_a_secret_file_that_is_no_short_text_is_a_fault(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "jwt.key").write_bytes(content)
    assert _codes("{secret: {file: jwt.key}}", tmp_path) == ["file-unreadable"]


@pytest.mark.parametrize("path", ["none.key", ".", '"\\0"', "none/x.key"])
@pytest.mark.parametrize("keys", ["{{secret: {{file: {}}}}}", "{{jwks_file: {}}}"])
def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path, keys: str, path: str) -> None:
    assert _codes(keys.format(path), tmp_path) == (["text-malformed"] if "0" in path else ["file-missing"])


def test_a_key_set_is_found_beside_the_config_whatever_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "keys.json").write_text("{}")
    assert _keys("{jwks_file: keys.json}", Path("conf")).value == str(tmp_path / "conf" / "keys.json")


def test_discovery_and_addresses_are_kept_as_written() -> None:
    assert _keys("discover").kind == "discover"
    assert (_keys('{jwks: "https://a/k"}').kind, _keys('{jwks: "https://a/k"}').value) == ("jwks", "https://a/k")


@pytest.mark.parametrize(
    "keys",
    [
        SECRET,
        f"[{SECRET}]",
        f"{{{SECRET}: x}}",
        f"{{secret: [{SECRET}]}}",
        f"{{secret: {{{SECRET}}}}}",
        f"{{secret: {{file: x, {SECRET}: y}}}}",
        f"{{secret: !{SECRET} x}}",
        f"{{secret: *{SECRET} }}",
        f"{{secret: &{SECRET} x}}",
        f'{{secret: "${{{SECRET} "}}',
        f"{{secret: {SECRET}, jwks: {SECRET}}}",
        f"{{secret: {{file: [{SECRET}]}}}}",
        f"{{secret: {SECRET}",
        f'{{secret: "{SECRET}',
        f"{{secret: @{SECRET}}}",
        '"${JWT}"',
        '["${JWT}"]',
        '{secret: ["${JWT}"]}',
        'discover, leeway: "${JWT}"',
        'discover, claims: "${JWT}"',
    ],
)
def test_no_fault_shows_a_secret(keys: str) -> None:
    shown = [repr(fault) + str(fault) for fault in faults_of(_issuers(keys), JWT=SECRET)]
    assert shown
    assert not [line for line in shown if SECRET in line]


def test_no_repr_and_no_log_shows_a_secret(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        spec = read(_issuers('{secret: "${JWT}"}') + "version: 1\n", JWT=SECRET)
    assert isinstance(spec, Spec)
    assert SECRET not in repr(spec) + caplog.text


PEM = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"


def test_a_pem_file_is_found_beside_the_config(tmp_path: Path) -> None:
    (tmp_path / "idp.pem").write_text(PEM)
    keys = spec_of(_issuers("{pem_file: idp.pem}").replace("HS256", "RS256"), tmp_path).issuers[0].keys
    assert (keys.kind, keys.value) == ("pem_file", str(tmp_path / "idp.pem"))


@pytest.mark.parametrize(
    "content", ["", "{}", PEM + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", PEM * 9]
)
def test_a_pem_file_that_holds_anything_but_public_keys_is_a_fault(tmp_path: Path, content: str) -> None:
    (tmp_path / "idp.pem").write_text(content)
    assert _codes("{pem_file: idp.pem}", tmp_path) == ["pem-malformed"]


@pytest.mark.parametrize("content", [b"\xff\xfe", PEM.encode() * 2000])
def test_a_pem_file_that_is_no_short_text_is_a_fault(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "idp.pem").write_bytes(content)
    assert _codes("{pem_file: idp.pem}", tmp_path) == ["file-unreadable"]


def test_a_pem_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert _codes("{pem_file: idp.pem}", tmp_path) == ["file-missing"]
