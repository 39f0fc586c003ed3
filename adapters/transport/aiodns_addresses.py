"""The addresses of targets: an IP is what it is, a name is followed through c-ares. One of these a worker."""

from adapters.transport.addresses import Addresses
from adapters.transport.aiodns_lookup import AiodnsChannel, AiodnsLookup
from adapters.transport.fixed_addresses import FixedAddresses, literal
from adapters.transport.following_addresses import FollowingAddresses
from application.ports.clock import Clock


class AiodnsAddresses:
    def __init__(self, clock: Clock, channel: AiodnsChannel | None = None) -> None:
        """Opens nothing yet. All that is opened goes with the last of the addresses that are closed."""
        self._clock = clock
        self._channel = channel or AiodnsChannel()

    def of(self, host: str, port: int) -> Addresses:
        """`host` as a Target has it. Whoever asks for them closes them."""
        ip = literal(host)
        if ip is not None:
            return FixedAddresses(ip, port)
        return FollowingAddresses(host, AiodnsLookup(host, port, self._channel), self._clock)
