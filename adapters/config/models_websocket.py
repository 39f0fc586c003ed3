"""The key `websocket` of a route: `true`, or a mapping with terms; without it WebSockets are refused there."""

from typing import Annotated

from pydantic import ValidatorFunctionWrapHandler, WrapValidator

from adapters.config.numbers import Flag, Size, Time, read_flag
from adapters.config.section import Section
from adapters.config.tree import Kind, Scalar, Value
from domain.spec.place import Place
from domain.spec.websocket import WebSocketSpec


class WebSocketModel(Section):
    message_limit: Size = 0
    idle: Time = 0.0
    expires: Flag = False

    def spec(self, at: Place) -> WebSocketSpec:
        return WebSocketSpec(at, **self.written())


def read_websocket(value: Value, read_mapping: ValidatorFunctionWrapHandler) -> WebSocketModel | None:
    if isinstance(value, Scalar) and value.kind is not Kind.NULL:
        return WebSocketModel() if read_flag(value) else None
    read: WebSocketModel | None = read_mapping(value)
    return read


WebSocket = Annotated[WebSocketModel | None, WrapValidator(read_websocket)]
