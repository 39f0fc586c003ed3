"""Compiles API keys: roles and permissions resolved, ids told apart. Also those of a file that is read anew."""

from collections.abc import Iterator

from domain.identity.api_key import ApiKey, ApiKeys, is_key_id
from domain.identity.principal import Principal
from domain.permissions.permission import parse
from domain.permissions.role import RoleTable
from domain.plan.introductions import own_header
from domain.spec.api_keys import ApiKeySpec, ApiKeysSpec
from domain.spec.fault import Fault, unknown
from domain.spec.place import Text


def compile_api_keys(specs: tuple[ApiKeysSpec, ...], roles: RoleTable, faults: list[Fault]) -> dict[str, ApiKeys]:
    return {spec.name.text: _compiled(spec, roles, faults) for spec in specs}


def compile_keys(specs: tuple[ApiKeySpec, ...], name: str, roles: RoleTable, faults: list[Fault]) -> dict[str, ApiKey]:
    """By their ids; `name` is the one that they have in common in the configuration."""
    found: dict[str, ApiKey] = {}
    for spec in specs:
        faults.extend(_id_faults(spec.id, found))
        faults.extend(
            unknown("role", one.text, one.at, roles.roles) for one in spec.roles if one.text not in roles.roles
        )
        faults.extend(_permission_faults(spec.permissions, roles))
        found[spec.id.text] = ApiKey(spec.id.text, spec.hash, _principal(spec, name))
    return found


def _compiled(spec: ApiKeysSpec, roles: RoleTable, faults: list[Fault]) -> ApiKeys:
    keys = compile_keys(spec.keys, spec.name.text, roles, faults)
    return ApiKeys(spec.name.text, own_header(spec.header, faults), keys, spec.file, at=spec.name.at)


def _principal(spec: ApiKeySpec, name: str) -> Principal:
    return Principal(
        subject=spec.owner.text,
        roles=frozenset(role.text for role in spec.roles),
        permissions=frozenset(permission.text for permission in spec.permissions),
        claims=spec.claims,
        credential=name,
        expires=spec.expires,
        key=spec.id.text,
    )


def _id_faults(id: Text, found: dict[str, ApiKey]) -> Iterator[Fault]:  # noqa: A002
    if not is_key_id(id.text):
        hint = "4 to 32 small letters and digits; `limen key new` makes one"
        yield Fault(id.at, "key-id-malformed", "this is no id of a key", hint)  # it may be a whole key
    elif id.text in found:
        yield Fault(id.at, "key-id-repeated", f"two keys have the id `{id}`", "each key has an id of its own")


def _permission_faults(written: tuple[Text, ...], roles: RoleTable) -> Iterator[Fault]:
    for text in written:
        wanted = parse(text.text)
        if wanted is None or "*" in text.text:
            hint = "`resource:action`; only roles grant more at once"
            yield Fault(text.at, "permission-malformed", f"`{text}` is not a permission", hint)
        elif not roles.knows(wanted):
            known = {str(granted) for role in roles.roles.values() for granted in role.grants}
            yield unknown("permission", text.text, text.at, known | set(map(str, roles.declared)))
