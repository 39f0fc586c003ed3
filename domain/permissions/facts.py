"""Facts: what a policy may ask about beside the caller: the request, and the time.

Made once a call, and only for a route whose policy asks (`Policy.asks`); the clock is read only where one asks for the
moment. What was not gathered is not there, and a policy that needs it denies.
"""

from collections.abc import Mapping
from enum import Flag, auto

from domain.message.headers import Headers, Named, named

Parameters = Mapping[str, str]  # the decoded path parameters of the matched route


class Asks(Flag):
    """What has to be known before a policy can be asked. Read when it is bound, never in a call."""

    NOTHING = 0
    CALLER = auto()
    REQUEST = auto()
    MOMENT = auto()


class Facts:
    """`client` is the caller's address behind trusted proxies, `moment` in seconds since the epoch."""

    __slots__ = ("client", "headers", "method", "moment", "named", "parameters")

    def __init__(
        self,
        parameters: Parameters | None = None,
        *,
        method: str = "",
        headers: Headers | None = None,
        names: Named | None = None,  # those of `headers`, where somebody has them already
        client: str = "",
        moment: float | None = None,
    ) -> None:
        self.parameters = {} if parameters is None else parameters
        self.method = method
        self.headers = [] if headers is None else headers
        self.named = named(self.headers) if names is None else names
        self.client = client
        self.moment = moment


NO_FACTS = Facts()
