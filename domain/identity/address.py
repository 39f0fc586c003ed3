"""Which addresses keys may be fetched from: https, or http on a loopback address (RFC 8725, 3.9).

Plain http elsewhere only where the configuration says so, aloud: whoever can answer for an issuer can sign for it.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_trustworthy(address: str, *, insecure_http: bool = False) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    if not host:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and (insecure_http or _is_loopback(host)))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
