"""The origin of all gateways: nginx with 700 bytes of JSON, 10 KB, 1 MB, uploads read to their end, and TLS."""

import datetime as dt
import ipaddress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.performance.place import ORIGIN, ORIGIN_TLS

# An upload is asked of an inner server, without its body: so nginx has read all of it before it answers.
_CONF = """worker_processes 1; daemon off; error_log {dir}/origin.err; pid {dir}/origin.pid;
events {{ worker_connections 4096; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600; client_max_body_size 0;
  {temporary}
  upstream inner {{ server 127.0.0.1:9003; keepalive 64; keepalive_requests 1000000000; }}
  server {{ listen 127.0.0.1:9003; location / {{ return 200 "ok"; }} }}
  server {{
    listen 127.0.0.1:{plain}; listen 127.0.0.1:{tls} ssl;
    ssl_certificate {dir}/origin.pem; ssl_certificate_key {dir}/origin.key;
    root {dir}/www; default_type application/json;
    location / {{ return 200 '{{"id": 42, "name": "widget", "pad": "{pad}"}}'; }}
    location = /api/items/10k {{ }}
    location = /api/items/1m {{ sendfile on; }}
    location = /api/items/upload {{
      client_body_buffer_size 256k; proxy_pass http://inner; proxy_http_version 1.1;
      proxy_pass_request_body off; proxy_set_header Content-Length ""; proxy_set_header Connection "";
    }}
  }}
}}
"""


def temporary(folder: Path, name: str) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return " ".join(f"{kind}_temp_path {folder}/{name}-{kind};" for kind in kinds)


def prepare(folder: Path) -> list[str]:
    """Writes what the origin serves; returns its command."""
    items = folder / "www/api/items"
    items.mkdir(parents=True)
    (items / "10k").write_text('"' + "x" * (10 * 1024 - 2) + '"')
    (items / "1m").write_text('"' + "x" * (1024 * 1024 - 2) + '"')
    _write_certificates(folder)
    kept = {"dir": folder, "plain": ORIGIN, "tls": ORIGIN_TLS, "pad": "x" * 660}
    (folder / "origin.conf").write_text(_CONF.format(temporary=temporary(folder, "origin"), **kept))
    return ["nginx", "-e", f"{folder}/origin.err", "-c", f"{folder}/origin.conf"]


def _write_certificates(folder: Path) -> None:
    authority, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _builder("bench authority", authority.public_key(), "bench authority", is_ca=True)
    (folder / "ca.pem").write_bytes(root.sign(authority, hashes.SHA256()).public_bytes(form.Encoding.PEM))
    names: list[x509.GeneralName] = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    leaf = _builder("localhost", key.public_key(), "bench authority", is_ca=False)
    leaf = leaf.add_extension(x509.SubjectAlternativeName(names), critical=False)
    (folder / "origin.pem").write_bytes(leaf.sign(authority, hashes.SHA256()).public_bytes(form.Encoding.PEM))
    private = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    (folder / "origin.key").write_bytes(private)


def _builder(subject: str, key: ec.EllipticCurvePublicKey, issuer: str, *, is_ca: bool) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder(_name(issuer), _name(subject), key, x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(x509.BasicConstraints(is_ca, None), critical=True)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
