"""For services behind the gateway that check again: the same configuration, issuers, roles and refusals, in FastAPI."""

from domain.identity.principal import Principal
from entrypoints.service.guard import ConfigurationFaults, Guard
from entrypoints.service.refused import Refused

__all__ = ["ConfigurationFaults", "Guard", "Principal", "Refused"]
