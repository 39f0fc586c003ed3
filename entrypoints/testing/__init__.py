"""What tests of a configuration use from Python: decisions without a network, and the whole gateway in the process.

    from entrypoints.testing import decide, gateway

Nothing is imported before it is asked for: the plugin of pytest lives here, and pytest imports it in every run.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from entrypoints.testing.clock import HandClock
    from entrypoints.testing.configuration import Configuration, load
    from entrypoints.testing.deciding import decide
    from entrypoints.testing.decision import Decision
    from entrypoints.testing.in_process import Answered, TestedGateway, gateway
    from entrypoints.testing.upstream import Received, Reply, down, reply

__all__ = [
    "Answered",
    "Configuration",
    "Decision",
    "HandClock",
    "Received",
    "Reply",
    "TestedGateway",
    "decide",
    "down",
    "gateway",
    "load",
    "reply",
]
_WHERE = {
    "HandClock": "clock",
    "Configuration": "configuration",
    "load": "configuration",
    "decide": "deciding",
    "Decision": "decision",
    "Answered": "in_process",
    "TestedGateway": "in_process",
    "gateway": "in_process",
    "Received": "upstream",
    "Reply": "upstream",
    "down": "upstream",
    "reply": "upstream",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(f"entrypoints.testing.{_WHERE[name]}"), name)
