"""PEM: which parts a text has; nothing that is not to be published."""

import pytest

from domain.identity.pem import MOST_KEYS, PemPart, read_pem


def part(label: str, inside: str = "AAAA") -> str:
    return f"-----BEGIN {label}-----\n{inside}\n-----END {label}-----\n"


KEY, CERTIFICATE = part("PUBLIC KEY"), part("CERTIFICATE")


def test_parts_are_found_among_other_words() -> None:
    found = read_pem(f"the old one\n{KEY}\nthe new one\r\n{CERTIFICATE}")
    assert found == (PemPart("PUBLIC KEY", KEY.strip()), PemPart("CERTIFICATE", CERTIFICATE.strip()))


@pytest.mark.parametrize("label", ["PUBLIC KEY", "RSA PUBLIC KEY", "CERTIFICATE"])
def test_these_may_be_published(label: str) -> None:
    assert read_pem(part(label)) == (PemPart(label, part(label).strip()),)


def test_what_is_wrong_is_said_in_words_that_help() -> None:
    assert [read_pem(text) for text in (part("PRIVATE KEY"), "", KEY * 9, part("X509 CRL"))] == [
        "there is a private key in it; public keys and certificates belong there",
        "it is not PEM: `-----BEGIN PUBLIC KEY-----` and what follows",
        "there are more than 8 keys in it",
        "there is something else in it than public keys and certificates",
    ]


@pytest.mark.parametrize(
    "label", ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY"]
)
@pytest.mark.parametrize("text", ["{}", KEY + "{}", "{}" + KEY])
def test_a_private_key_refuses_the_file(label: str, text: str) -> None:
    assert "private key" in str(read_pem(text.replace("{}", part(label))))


def test_a_private_key_is_found_where_its_frame_is_broken_too() -> None:
    assert "private key" in str(read_pem(KEY + "-----BEGIN PRIVATE KEY-----\nAAAA"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "AAAA",
        '{"keys": []}',
        "-----BEGIN PUBLIC KEY-----\nAAAA",
        "-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----",
        KEY + "-----BEGIN PUBLIC KEY-----\nAAAA",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END CERTIFICATE-----",
    ],
)
def test_what_is_not_pem_from_end_to_end_is_refused(text: str) -> None:
    assert "not PEM" in str(read_pem(text))


@pytest.mark.parametrize("label", ["EC PARAMETERS", "CERTIFICATE REQUEST", "X509 CRL", "public key"])
def test_what_is_neither_a_key_nor_a_certificate_is_refused(label: str) -> None:
    assert "something else" in str(read_pem(KEY + part(label)))


def test_there_are_not_more_keys_than_a_token_may_be_held_against() -> None:
    assert len(read_pem(KEY * MOST_KEYS)) == MOST_KEYS
    assert "more than" in str(read_pem(KEY * (MOST_KEYS + 1)))


def test_no_complaint_shows_the_text() -> None:
    assert "hunter2" not in str(read_pem(part("PRIVATE KEY", "hunter2"))) + str(read_pem("hunter2"))
