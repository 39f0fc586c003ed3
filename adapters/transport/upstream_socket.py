"""A socket to an upstream, whose kernel buffer takes no more than is on its way.

By default the kernel hoards megabytes of an upload and then shows nothing until a third of them is gone: an upstream
that reads slowly looks like one that has stopped. A low mark for what is not sent yet shows each step (Linux, macOS).
"""

import socket

from aiohappyeyeballs import AddrInfoType

NOT_SENT = 128 * 1024  # bytes


def upstream_socket(address: AddrInfoType) -> socket.socket:
    family, kind, protocol, _, _ = address
    made = socket.socket(family, kind, protocol)
    if hasattr(socket, "TCP_NOTSENT_LOWAT"):
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, NOT_SENT)
    return made
