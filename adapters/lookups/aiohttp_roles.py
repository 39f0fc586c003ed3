"""Roles over HTTP: a GET of the subject's address, answered by a JSON list of texts, or an object that has one.

404 says that the service does not know the subject. Whatever else is no list of roles is no answer.
"""

from collections.abc import Callable
from http import HTTPStatus

from adapters.lookups.aiohttp_service import Question, Said, Service
from application.ports.roles import Roles, RoleSource, Unknown
from application.ports.unavailable import Unavailable
from domain.identity.role_lookup import RoleLookup


class AiohttpRoleSource(RoleSource):
    def __init__(self, lookup: RoleLookup, read_json: Callable[[bytes], object]) -> None:
        """`read_json` raises ValueError."""
        self._lookup = lookup
        self._name = f"roles from {lookup.name}"
        self._service = Service(self._name, lookup.asking)
        self._read_json = read_json
        self._headers = {"Authorization": f"Bearer {lookup.token.value}"} if lookup.token else {}

    async def roles_of(self, subject: str, credential: str) -> Roles | Unknown | Unavailable:
        address = self._lookup.address(subject, credential)
        if address is None:
            return Unknown(f"{self._name}: the subject fits into no address")
        said = await self._service.ask(lambda: Question("GET", address, self._headers))
        return said if isinstance(said, Unavailable) else self._read(said)

    async def close(self) -> None:
        await self._service.close()

    def _read(self, said: Said) -> Roles | Unknown | Unavailable:
        if said.status == HTTPStatus.NOT_FOUND:
            return Unknown(f"{self._name}: 404, it does not know the subject")
        if said.status != HTTPStatus.OK or not said.is_json:
            what = f"{said.status} {said.media_type} is no answer"
            return Unavailable(f"{self._name}: {what}", blames_the_service=False)
        try:
            roles = self._lookup.roles_in(self._read_json(said.body))
        except ValueError:
            roles = None
        return Unavailable(f"{self._name}: no list of roles", blames_the_service=False) if roles is None else roles
