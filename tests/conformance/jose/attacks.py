"""Tokens that nobody may come in with: a list of attacks, each with the reason it is to be refused for.

`attacks()` makes them all, by name. The issuer that they are aimed at is `issuer()`: five keys, one of them too weak,
and a secret that has no business among them. Whatever is signed by one of its keys is the issuer's own mistake, or
somebody else's token; whatever is not is a forger's.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any, cast

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from domain.identity.issuer import Issuer, KeyOrigin
from domain.identity.principal import ClaimPaths
from domain.identity.validity import Validity
from tests.fakes.signer import SECRET, Signer, encode, key_set, rsa_key, signer_for, written

NOW = 1_800_000_000
LEEWAY = 30
CLAIMS: dict[str, Any] = {
    "iss": "https://idp.example",
    "aud": "shop",
    "sub": "ada",
    "roles": ["viewer"],
    "exp": NOW + 3600,
}
ALGORITHMS = frozenset(("RS256", "ES256", "ES384", "EdDSA"))
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
Attack = tuple[str, str, str]  # what it is, the token, the reason; where two are right, both, with a bar between

RS, ES, ES384 = signer_for("RS256", "rs"), signer_for("ES256", "es"), signer_for("ES384", "es384")
EVE = Signer("RS256", rsa_key(number=2), "rs")
EVE_EC = Signer("ES256", ec.generate_private_key(ec.SECP256R1()), "es")
WEAK = Signer("RS256", rsa_key(1024), "weak")


@cache
def edwards() -> Signer:
    return signer_for("EdDSA", "ed")


def issuer() -> Issuer:
    validity = Validity("https://idp.example", frozenset(("shop",)), LEEWAY)
    paths = ClaimPaths(roles=("roles",), tenant="tenant")
    return Issuer("main", KeyOrigin.JWKS, "https://idp.example/jwks", ALGORITHMS, validity, paths)


def published() -> bytes:
    secret = Signer("HS256", SECRET, "secret").jwk()
    return key_set(*(one.jwk() for one in (RS, ES, ES384, edwards(), WEAK)), secret)


def attacks() -> Iterator[Attack]:
    for family in FAMILIES:
        yield from family()


def good(**changes: object) -> str:
    return RS.token({name: value for name, value in (CLAIMS | changes).items() if value is not None})


def _signed(payload: bytes, signer: Signer = RS) -> str:
    return signer.sign(written({"alg": signer.alg, "kid": signer.kid}), payload)


def _with_header(header: Mapping[str, object], signer: Signer = RS) -> str:
    return signer.sign(written({"alg": signer.alg, "kid": signer.kid} | dict(header)), written(CLAIMS))


def _unsigned(header: Mapping[str, object], signature: bytes = b"") -> str:
    return f"{encode(written(header))}.{encode(written(CLAIMS))}.{encode(signature)}"


def _none() -> Iterator[Attack]:
    for letters in product("nN", "oO", "nN", "eE"):
        none = "".join(letters)
        yield f"none as {none}, unsigned", _unsigned({"alg": none}), "token-algorithm"
        yield f"none as {none}, with a good signature", _with_header({"alg": none}), "token-algorithm"
    for odd in ("none ", " none", "none\0", "nоne", "ｎｏｎｅ", "null", "NONE\n"):
        yield f"none as {odd!a}", _unsigned({"alg": odd}), "token-algorithm"
    for odd_kind in cast(tuple[object, ...], (None, False, 0, [], ["none"], {})):
        yield f"none as {odd_kind!r}", _unsigned({"alg": odd_kind}), "token-malformed"
    yield "no alg at all", _unsigned({"typ": "JWT"}), "token-malformed"
    yield "an empty alg", _unsigned({"alg": ""}), "token-algorithm"


def _confusion() -> Iterator[Attack]:
    """The published key as the secret of an HMAC (RFC 8725, 2.1), in every writing that an implementation may have."""
    for name, text in _public_texts().items():
        for alg in ("HS256", "HS384", "HS512"):
            yield f"{alg} with the {name}", Signer(alg, text, "rs").token(CLAIMS), "token-algorithm"
    yield "HS256 with nothing", Signer("HS256", b"", "rs").token(CLAIMS), "token-algorithm"
    yield "HS256 with the secret beside", Signer("HS256", SECRET, "secret").token(CLAIMS), "token-algorithm"


def _public_texts() -> dict[str, bytes]:
    public = RS.key.public_key()
    pem, der = (public.public_bytes(how, PublicFormat.SubjectPublicKeyInfo) for how in (Encoding.PEM, Encoding.DER))
    return {
        "PEM": pem,
        "PEM without its line end": pem.strip(),
        "PEM with carriage returns": pem.replace(b"\n", b"\r\n"),
        "DER": der,
        "PKCS1": public.public_bytes(Encoding.PEM, PublicFormat.PKCS1),
        "JWK": json.dumps(RS.jwk()).encode(),
        "JWK Set": published(),
    }


def _algorithms() -> Iterator[Attack]:
    for alg in ("RS384", "RS512", "PS256", "ES512", "ES256K", "RSA1_5", "RSA-OAEP", "dir", "A128KW", "rs256", "RS256 "):
        yield f"a good signature under {alg!r}", _with_header({"alg": alg}), "token-algorithm"
    for alg in ("ＲＳ256", "RS\u200b256", "R\u0405256"):
        yield f"RS256 as {alg!a}", _with_header({"alg": alg}), "token-algorithm"
    yield "PS256 by the key of RS256", Signer("PS256", RS.key, "rs").token(CLAIMS), "token-algorithm"
    yield "ES256 under the name of the RSA key", Signer("ES256", ES.key, "rs").token(CLAIMS), "token-algorithm"
    yield "RS256 under the name of the EC key", Signer("RS256", RS.key, "es").token(CLAIMS), "token-algorithm"
    yield "EdDSA under the name of the RSA key", Signer("EdDSA", edwards().key, "rs").token(CLAIMS), "token-algorithm"


def _brought_keys() -> Iterator[Attack]:
    brought: dict[str, object] = {
        "jwk": EVE.jwk(),
        "jku": "https://eve.example/jwks",
        "x5u": "https://eve.example/x5",
        "x5c": ["MIIB"],
        "x5t": "AAAA",
        "x5t#S256": "AAAA",
        "jku of the issuer, and a path": "https://idp.example/../eve",
        "url": "file:///dev/null",
    }
    for name, value in brought.items():
        extra = {name.split(" ")[0]: value}
        yield f"{name}, under a known kid", _with_header(extra, EVE), "token-signature"
        yield f"{name}, under its own kid", _with_header({**extra, "kid": "eve"}, EVE), "token-key-unknown"
    everything = {name.split(" ")[0]: value for name, value in brought.items()}
    yield "every one of them at once", _with_header(everything, EVE), "token-signature"
    yield "an empty jwk", _with_header({"jwk": {}}, EVE), "token-signature"
    yield "a jwk of a kind that is none", _with_header({"jwk": "eve"}, EVE), "token-signature"


def _kids() -> Iterator[Attack]:
    for kid in (
        "",
        " ",
        "RS",
        "rs ",
        "rs\0",
        "rs\n",
        "../../../../dev/null",
        "/dev/null",
        "..\\..\\windows\\win.ini",
        "rs' OR '1'='1",
        "x' UNION SELECT 'key'--",
        "rs; rm -rf /",
        "$(id)",
        "`id`",
        "| cat /etc/passwd",
        "%00",
        "${jndi:ldap://eve}",
        "https://eve.example/jwks",
        "file:///etc/passwd",
        "{{7*7}}",
        "é",
        "ｒｓ",
        "r\u200bs",
        "k" * 9000,
        "__proto__",
        "constructor",
        "secret",
        "weak",
        "0",
        "null",
    ):
        yield f"kid {kid[:40]!a}", _with_header({"kid": kid}, EVE), "token-key-unknown"
    for odd in (None, 0, 1.5, True, ["rs"], {"rs": 1}):
        yield f"kid {odd!r}", _with_header({"kid": odd}, EVE), "token-malformed"
    yield "no kid, by an EC key of somebody else", Signer("ES256", EVE_EC.key, None).token(CLAIMS), "token-signature"
    yield "no kid, by a key of somebody else", Signer("RS256", EVE.key, None).token(CLAIMS), "token-signature"


def _extensions() -> Iterator[Attack]:
    kinds: tuple[object, ...] = (
        ["exp"],
        [],
        ["b64"],
        ["http://eve.example/x"],
        "exp",
        None,
        1,
        {},
        ["exp", "exp"],
        ["alg"],
        [""],
        [1],
    )
    for crit in kinds:
        yield f"crit {crit!r}", _with_header({"crit": crit}), "token-malformed"
    yield "a critical extension that is there", _with_header({"crit": ["x"], "x": 1}), "token-malformed"
    for b64 in (True, False, "false", 0):
        yield f"b64 {b64!r}", _with_header({"b64": b64}), "token-malformed"


def _types() -> Iterator[Attack]:
    types: tuple[object, ...] = (
        "logout+jwt",
        "dpop+jwt",
        "secevent+jwt",
        "id_token",
        "JOSE",
        "JWE",
        "",
        " JWT",
        "JWT ",
        "application/",
        "text/jwt",
        "application/application/jwt",
        "JWT\0",
        "ＪＷＴ",
        None,
        1,
        ["JWT"],
        {},
    )
    for typ in types:
        yield f"typ {typ!a}", _with_header({"typ": typ}), "token-malformed"


def _form() -> Iterator[Attack]:
    token = good()
    head, body, signature = token.split(".")
    shapes = {
        "nothing": "",
        "a dot": ".",
        "two dots": "..",
        "three dots": "...",
        "a header": head,
        "a header and a payload": f"{head}.{body}",
        "a payload between dots": f".{body}.",
        "a signature behind dots": f"..{signature}",
        "a dot too many": f"{head}.{body}.{signature}.",
    }
    for name, text in shapes.items():
        yield name, text, "token-malformed"
    yield "a header and two dots", f"{head}..", "token-signature"
    yield "a token twice", f"{token} {token}", "token-malformed"
    yield "a token behind a comma", f"{token},{token}", "token-malformed"
    yield (
        "JSON serialisation",
        json.dumps({"payload": body, "protected": head, "signature": signature}),
        "token-malformed",
    )
    yield "encrypted", ".".join(["e30"] * 5), "token-encrypted"
    yield (
        "encrypted, with a good token inside",
        f"{encode(written({'alg': 'dir', 'enc': 'A128GCM'}))}..AA.{body}.AA",
        "token-encrypted",
    )
    yield "encrypted by its shape only", "....", "token-encrypted"
    yield "six parts", ".".join(["e30"] * 6), "token-malformed"
    for part, ends in ((head, 5), (body, 9), (signature, 7)):
        yield f"cut short by {ends}", token.replace(part, part[:-ends]), "token-malformed|token-signature"
    yield "without its signature", f"{head}.{body}.", "token-signature"
    yield "with its parts swapped", f"{body}.{head}.{signature}", "token-malformed"
    yield (
        "with its payload changed",
        f"{head}.{encode(written(CLAIMS | {'sub': 'root'}))}.{signature}",
        "token-signature",
    )
    yield "with another token's signature", f"{head}.{body}.{good(sub='eve').rpartition('.')[2]}", "token-signature"
    yield "with an empty payload", f"{head}..{signature}", "token-signature"


def _base64() -> Iterator[Attack]:
    parts = good().split(".")
    for place, name in enumerate(("header", "payload", "signature")):
        for stray in ("=", "==", "+", "/", "%3D", "~", "_="):
            changed = [*parts[:place], parts[place] + stray, *parts[place + 1 :]]
            yield f"{stray!a} behind the {name}", ".".join(changed), "token-malformed"
        for stray in ("\u2028", "é", "\0", "\t", "\r\n", "\u200b", "\ufeff", "Ａ"):
            changed = [*parts[:place], parts[place][:4] + stray + parts[place][4:], *parts[place + 1 :]]
            yield f"{stray!a} inside the {name}", ".".join(changed), "token-malformed"
    last = parts[2][-1]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for bits in (1, 2, 3):
        token = ".".join(parts)[:-1] + alphabet[alphabet.index(last) | bits]
        yield f"stray bits {bits} in the signature", token, "token-malformed"
    yield "a length that no base64 has", ".".join((*parts[:2], parts[2] + "AAA")), "token-malformed"


def _size() -> Iterator[Attack]:
    for filling in ("a", ".", "{", "=", "A.", "%", "e30."):
        yield f"a megabyte of {filling!r}", (filling * 1_000_000)[:1_000_000], "token-malformed"
    yield "a payload of a megabyte", good(pad="x" * 750_000), "token-malformed"
    yield "a header of a megabyte", _with_header({"pad": "x" * 750_000}), "token-malformed"
    yield "a signature of a megabyte", good() + "A" * 1_000_000, "token-malformed"
    yield "just beyond the limit", good(pad="x" * 12_000), "token-malformed"


def _json() -> Iterator[Attack]:
    deep = 4000
    for name, text in {
        "nothing": b"",
        "no JSON": b"alg=RS256",
        "an array": b"[]",
        "a text": b'"RS256"',
        "null": b"null",
        "a number": b"1",
        "trailing braces": b'{"alg":"RS256","kid":"rs"}}',
        "two objects": b'{"alg":"RS256"}{"kid":"rs"}',
        "a trailing comma": b'{"alg":"RS256","kid":"rs",}',
        "single quotes": b"{'alg':'RS256'}",
        "a comment": b'{"alg":"RS256"/**/}',
        "a byte order mark": b'\xef\xbb\xbf{"alg":"RS256","kid":"rs"}',
        "UTF-16": '{"alg":"RS256"}'.encode("utf-16"),
        "Latin-1": b'{"alg":"RS256","kid":"\xe9"}',
        "half a surrogate pair": b'{"alg":"RS256","kid":"\\ud800"}',
        "an overlong form": b'{"alg":"RS256","kid":"\xc0\xae"}',
        "a NUL": b'{"alg":"RS256\x00"}',
        "NaN": b'{"alg":"RS256","n":NaN}',
        "objects without end": b'{"a":' * deep,
        "arrays without end": b'{"a":' + b"[" * deep,
        "a deep object": b'{"a":' * 50 + b"1" + b"}" * 50,
        "a deep array": b'{"alg":"RS256","a":' + b"[" * 100 + b"]" * 100 + b"}",
        "quotes without end": b"{" * 40 + b'"' + b'\\"' * 3000,
    }.items():
        yield f"a header of {name}", f"{encode(text)}.{encode(written(CLAIMS))}.AAAA", "token-malformed"
    for name, text in {
        "nothing": b"",
        "no JSON": b"sub=ada",
        "an array": b'["sub"]',
        "a text": b'"ada"',
        "null": b"null",
        "true": b"true",
        "two objects": written(CLAIMS) + b"{}",
        "a trailing NUL": written(CLAIMS) + b"\0",
        "a byte order mark": b"\xef\xbb\xbf" + written(CLAIMS),
        "UTF-16": json.dumps(CLAIMS).encode("utf-16"),
        "UTF-32": json.dumps(CLAIMS).encode("utf-32"),
        "Latin-1": b'{"sub":"Zo\xeb"}',
        "NaN": b'{"exp":NaN}',
        "Infinity": b'{"exp":Infinity}',
        "minus Infinity": b'{"exp":-Infinity}',
        "an infinity in digits": b'{"exp":1e999}',
        "5,000 digits": b'{"exp":' + b"9" * 5000 + b"}",
        "a leading zero": b'{"exp":01800003600}',
        "hexadecimal": b'{"exp":0x7fffffff}',
        "a plus sign": b'{"exp":+1800003600}',
        "half a surrogate pair": b'{"sub":"\\udfff"}',
        "a control character": b'{"sub":"a\nb"}',
        "deep objects": b'{"a":' * 1000 + b"1" + b"}" * 1000,
        "deep arrays": b'{"a":' + b"[" * 3000 + b"]" * 3000 + b"}",
    }.items():
        yield f"a signed payload of {name}", _signed(text), "token-malformed"


def _twice() -> Iterator[Attack]:
    for header in (
        b'{"alg":"none","alg":"RS256","kid":"rs"}',
        b'{"alg":"RS256","alg":"none","kid":"rs"}',
        b'{"alg":"RS256","kid":"eve","kid":"rs"}',
        b'{"alg":"RS256","\\u0061lg":"none","kid":"rs"}',
        b'{"alg":"RS256","kid":"rs","typ":"JWT","typ":"logout+jwt"}',
    ):
        yield f"a header with a name twice: {header.decode()}", RS.sign(header, written(CLAIMS)), "token-malformed"
    whole = written(CLAIMS)[:-1].decode()
    for name, value in (
        ("sub", '"root"'),
        ("s\\u0075b", '"root"'),
        ("exp", "9999999999"),
        ("aud", '"other"'),
        ("iss", '"https://eve.example"'),
        ("roles", '["admin"]'),
        ("r\\u006fles", '["admin"]'),
    ):
        yield f"a claim twice: {name}", _signed(f'{whole},"{name}":{value}}}'.encode()), "token-malformed"
    yield "a name twice further down", _signed(f'{whole},"a":[{{"b":1,"b":2}}]}}'.encode()), "token-malformed"


def _times() -> Iterator[Attack]:
    kinds: dict[str, object] = {
        "a text": str(NOW + 3600),
        "an empty text": "",
        "a date": "2030-01-01T00:00:00Z",
        "true": True,
        "a list": [NOW + 3600],
        "an object": {"$gt": 0},
        "2^63": 2**63,
        "2^53 + 2": 2**53 + 2,
        "-2^63": -(2**63),
        "10^400": 10**400,
        "1e300": 1e300,
    }
    for claim, (name, value) in product(("exp", "nbf", "iat"), kinds.items()):
        yield f"{claim} as {name}", good(**{claim: value}), "token-claims"
    for claim in ("exp", "nbf", "iat"):
        yield f"{claim} as null", RS.token({**CLAIMS, claim: None}), "token-claims"
    for name, past in {
        "now": NOW - LEEWAY,
        "long ago": 1,
        "zero": 0,
        "negative": -1,
        "a fraction ago": NOW - LEEWAY - 0.5,
    }.items():
        yield f"exp {name}", good(exp=past), "token-expired"
    for claim, ahead in product(("nbf", "iat"), (LEEWAY + 1, LEEWAY + 0.5, 86400, 2**52)):
        yield f"{claim} {ahead} s ahead", good(**{claim: NOW + ahead}), "token-not-yet-valid"
    yield "no exp", good(exp=None), "token-claims"


def _audience() -> Iterator[Attack]:
    issuers = (
        "https://eve.example",
        "https://idp.example/",
        "https://idp.example.",
        "HTTPS://IDP.EXAMPLE",
        "https://idp.example#",
        " https://idp.example",
        "https://idp.example\0",
        "https://idp.exаmple",
        "https://idp\u200b.example",
        "https://idp。example",
        "",
        1,
        True,
        ["https://idp.example"],
        {"https://idp.example": 1},
    )
    for iss in issuers:
        yield f"iss {iss!a}", good(iss=iss), "token-issuer"
    yield "no iss", good(iss=None), "token-issuer"
    for aud in (
        "other",
        "shop ",
        " shop",
        "SHOP",
        "shop shop",
        "shop,other",
        "ѕhop",
        "ｓｈｏｐ",
        "shop\0",
        "*",
        "",
        [],
        ["other"],
        [["shop"]],
        [None],
        {"shop": 1},
        1,
        True,
        ["sho", "p"],
    ):
        yield f"aud {aud!a}", good(aud=aud), "token-audience"
    yield "no aud", good(aud=None), "token-audience"


def _subject() -> Iterator[Attack]:
    for sub in ("", 0, 1, True, ["ada"], {"ada": 1}, 1.5):
        yield f"sub {sub!r}", good(sub=sub), "token-claims"
    yield "no sub", good(sub=None), "token-claims"
    for roles in (1, True, {"admin": True}, ["admin", 1], [["admin"]], [None], 0.5):
        yield f"roles {roles!r}", good(roles=roles), "token-claims"
    for tenant in ("", 1, True, ["acme"], {"acme": 1}):
        yield f"tenant {tenant!r}", good(tenant=tenant), "token-claims"


def _psychic() -> Iterator[Attack]:
    """CVE-2022-21449 and its kin: numbers for which a careless verifier has no answer but yes."""
    order, zero, size = P256_ORDER, 0, 32
    pairs = {
        "zeros": (zero, zero),
        "r zero": (zero, 1),
        "s zero": (1, zero),
        "ones": (1, 1),
        "the order": (order, order),
        "r the order": (order, 1),
        "s the order": (1, order),
        "beyond the order": (order + 1, order + 1),
        "all ones": (2**256 - 1, 2**256 - 1),
    }
    header = {"alg": "ES256", "kid": "es"}
    for name, (r, s) in pairs.items():
        signature = r.to_bytes(size, "big") + s.to_bytes(size, "big")
        yield f"psychic signature: {name}", _unsigned(header, signature), "token-signature"
    for name, signature in {
        "nothing": b"",
        "one byte": b"\0",
        "63 zeros": bytes(63),
        "65 zeros": bytes(65),
        "128 zeros": bytes(128),
        "zeros in DER": bytes.fromhex("3006020100020100"),
        "an empty DER sequence": b"0\0",
    }.items():
        yield f"psychic signature: {name}", _unsigned(header, signature), "token-signature"
    for name, signature in {
        "zeros": bytes(64),
        "a small order": b"\1" + bytes(63),
        "nothing": b"",
        "57 zeros": bytes(57),
    }.items():
        yield f"EdDSA signature: {name}", _unsigned({"alg": "EdDSA", "kid": "ed"}, signature), "token-signature"


def _rsa() -> Iterator[Attack]:
    header, modulus = {"alg": "RS256", "kid": "rs"}, RS.key.public_key().public_numbers().n
    honest = RS.token(CLAIMS).rpartition(".")[2]
    for name, signature in {
        "zeros": bytes(256),
        "one": b"\0" * 255 + b"\1",
        "ones": b"\xff" * 256,
        "the modulus": modulus.to_bytes(256, "big"),
        "the modulus less one": (modulus - 1).to_bytes(256, "big"),
        "255 bytes": bytes(255),
        "257 bytes": bytes(257),
        "nothing": b"",
        "the padding without the hash": b"\0\1" + b"\xff" * 202 + b"\0" + bytes(51),
    }.items():
        yield f"RSA signature: {name}", _unsigned(header, signature), "token-signature"
    yield (
        "RSA signature: of another header",
        _unsigned({**header, "x": 1}, RS.key.sign(b"", PKCS1v15(), SHA256())),
        "token-signature",
    )
    yield "RSA signature: PSS under RS256", _pss_as_pkcs1(), "token-signature"
    yield (
        "an honest signature, of other claims",
        f"{encode(written(header))}.{encode(b'{}')}.{honest}",
        "token-signature",
    )
    yield "a key too weak to count", WEAK.token(CLAIMS), "token-key-unknown"


def _pss_as_pkcs1() -> str:
    honest = Signer("PS256", RS.key, "rs")
    signed = f"{encode(written({'alg': 'RS256', 'kid': 'rs'}))}.{encode(written(CLAIMS))}"
    return honest.sign_text(signed)


def _curves() -> Iterator[Attack]:
    yield "ES384 under the name of the P-256 key", Signer("ES384", ES384.key, "es").token(CLAIMS), "token-algorithm"
    yield "ES256 under the name of the P-384 key", Signer("ES256", ES.key, "es384").token(CLAIMS), "token-algorithm"
    signed = f"{encode(written({'alg': 'ES256', 'kid': 'es'}))}.{encode(written(CLAIMS))}"
    yield "a P-384 signature under ES256", Signer("ES384", ES384.key).sign_text(signed), "token-signature"
    yield "an Ed25519 signature under ES256", Signer("EdDSA", edwards().key).sign_text(signed), "token-signature"
    yield "an RSA signature under ES256", Signer("RS256", RS.key).sign_text(signed), "token-signature"
    yield "ES256 by somebody else", EVE_EC.token(CLAIMS), "token-signature"


FAMILIES = (
    _none,
    _confusion,
    _algorithms,
    _brought_keys,
    _kids,
    _extensions,
    _types,
    _form,
    _base64,
    _size,
    _json,
    _twice,
    _times,
    _audience,
    _subject,
    _psychic,
    _rsa,
    _curves,
)
