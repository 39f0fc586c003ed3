"""Admission: what a head must satisfy before any room sees it, whether it asks for a route or for our own pages.

Servers below us may be laxer readers than we are: whatever two of them could read differently (RFC 9112, 11.2) ends
here. Nothing is mended. Returns the target, whose authority rules over `Host` where it has one.
"""

from domain.message.framing import framing_fault
from domain.message.headers import Headers, Named, only, values
from domain.message.host import split_authority
from domain.message.octets import IN_TOKENS, IN_VALUES
from domain.message.reason import FRAMING_INVALID, HEADER_UNSAFE, HOST_INVALID, REQUEST_MALFORMED, TARGET_INVALID
from domain.message.refusal import Refusal
from domain.message.target import Target, UnfitTarget, read_target

VERSIONS = ("1.1", "1.0")
_ILL_HOST = "a Host that is not well-formed"
_PORTS = {"http": b"80", "https": b"443"}


def admit(method: str, version: str, raw_target: bytes, headers: Headers, names: Named) -> Target | Refusal:
    """`names` are those of `headers`."""
    if version not in VERSIONS:
        return Refusal(REQUEST_MALFORMED, f"HTTP {version} is not spoken here")
    fault = _field_fault(headers, names)
    if fault:
        return Refusal(HEADER_UNSAFE, fault)
    is_framed = b"content-length" in names or b"transfer-encoding" in names
    fault = framing_fault(version, headers) if is_framed else None
    if fault:
        return Refusal(FRAMING_INVALID, fault)
    target = read_target(method, raw_target)
    if isinstance(target, UnfitTarget):
        return Refusal(TARGET_INVALID, target.why)
    host = only(headers, names, b"host")
    if host is not None and target.authority is None:  # as nearly all requests are
        return target if split_authority(host) else Refusal(HOST_INVALID, _ILL_HOST)
    fault = _host_fault(version, target, values(headers, b"host"))
    return Refusal(HOST_INVALID, fault) if fault else target


def _field_fault(headers: Headers, names: Named) -> str | None:
    joined = b"".join(names)
    held = b"".join([value for _, value in headers])
    if joined.translate(IN_TOKENS) != joined or b"" in names:
        return "a field name that is no token"
    return "a control byte in a field value" if held.translate(IN_VALUES) != held else None


def _host_fault(version: str, target: Target, hosts: list[bytes]) -> str | None:
    if len(hosts) != 1 and (hosts or version != "1.0"):
        return f"{len(hosts)} Host fields"
    named = [split_authority(host) for host in hosts]
    if None in named:
        return _ILL_HOST
    return _authority_fault(target.authority, target.scheme, named) if target.authority is not None else None


def _authority_fault(authority: bytes, scheme: str, named: list[tuple[str, bytes] | None]) -> str | None:
    meant = split_authority(authority)
    if meant is None:
        return "a target whose authority is not well-formed"
    default = _PORTS[scheme]
    agree = all(host == meant[0] and (port or default) == (meant[1] or default) for host, port in filter(None, named))
    return None if agree else "a Host that is not the target's"
