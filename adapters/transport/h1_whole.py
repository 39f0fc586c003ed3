"""An answer that came whole with its head: its connection already serves somebody else."""

from application.ports.transport import Answer, Body
from domain.message.headers import Headers


class H1Whole(Answer):
    whole: bytes

    def __init__(self, status: int, headers: Headers, target: str, whole: bytes) -> None:
        self.status = status
        self.headers = headers
        self.target = target
        self.whole = whole

    async def chunks(self) -> Body:
        if self.whole:
            yield self.whole

    async def release(self) -> None:
        pass
