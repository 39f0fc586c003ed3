"""A DNS server on a loopback port that says what a test has written, and remembers what it was asked (RFC 1035).

Its zone may change at any time. What is not in it is NXDOMAIN, or NODATA where the name has records of another type;
both with an SOA that asks for an hour of negative caching, as zones do.
"""

import asyncio
import socket
import struct
from types import TracebackType
from typing import Self

A, CNAME, SOA, AAAA = 1, 5, 6, 28
NXDOMAIN, SERVFAIL = 3, 2
_TYPES = {"A": A, "AAAA": AAAA, "CNAME": CNAME}
_HOUR = 3600


class DnsServer(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self.zone: dict[tuple[str, str], tuple[int, list[str]]] = {}  # (name, type): seconds to live, values
        self.broken: set[str] = set()  # names that are SERVFAIL
        self.silent = False
        self.asked: list[tuple[str, int]] = []
        self._transport: asyncio.DatagramTransport | None = None

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, ("127.0.0.1", 0))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._transport
        self._transport.close()
        await asyncio.sleep(0)

    @property
    def address(self) -> str:
        assert self._transport
        return f"127.0.0.1:{self._transport.get_extra_info('sockname')[1]}"

    def says(self, name: str, kind: str, *values: str, ttl: int = 60) -> None:
        self.zone[name, kind] = ttl, list(values)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        end = data.index(0, 12) + 5
        name, kind = _name_at(data[12 : end - 4]), struct.unpack("!H", data[end - 4 : end - 2])[0]
        self.asked.append((name, kind))
        if self.silent or self._transport is None:
            return
        code, answers = self._answer(name, kind)
        authority = b"" if answers or code == SERVFAIL else _record("test", SOA, _HOUR, _soa())
        counts = struct.pack("!HHHHH", 0x8180 | code, 1, len(answers), bool(authority), 0)
        self._transport.sendto(data[:2] + counts + data[12:end] + b"".join(answers) + authority, addr)

    def _answer(self, name: str, kind: int) -> tuple[int, list[bytes]]:
        if name in self.broken:
            return SERVFAIL, []
        if (name, "CNAME") in self.zone:
            ttl, (target,) = self.zone[name, "CNAME"]
            return 0, [_record(name, CNAME, ttl, _name(target)), *self._answer(target, kind)[1]]
        if not any(known == name for known, _ in self.zone):
            return NXDOMAIN, []
        found = [(name, type_, *self.zone[name, type_]) for type_ in ("A", "AAAA") if (name, type_) in self.zone]
        return 0, [
            _record(name, kind, ttl, _packed(value))
            for _, type_, ttl, values in found
            if _TYPES[type_] == kind
            for value in values
        ]


def _packed(ip: str) -> bytes:
    return socket.inet_pton(socket.AF_INET6 if ":" in ip else socket.AF_INET, ip)


def _name(name: str) -> bytes:
    return b"".join(bytes((len(label),)) + label.encode() for label in name.split(".")) + b"\0"


def _name_at(data: bytes) -> str:
    labels = []
    while data[0]:
        labels.append(data[1 : data[0] + 1].decode().lower())
        data = data[data[0] + 1 :]
    return ".".join(labels)


def _record(name: str, kind: int, ttl: int, data: bytes) -> bytes:
    return _name(name) + struct.pack("!HHIH", kind, 1, ttl, len(data)) + data


def _soa() -> bytes:
    return _name("ns.test") + _name("admin.test") + struct.pack("!IIIII", 1, _HOUR, _HOUR, _HOUR, _HOUR)
