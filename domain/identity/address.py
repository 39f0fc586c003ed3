"""Which addresses keys may be fetched from: https, or http on a loopback address (RFC 8725, 3.9)."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_trustworthy(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    if not host:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
