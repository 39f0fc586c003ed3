"""Who asks in a policy case: a word, a caller at length, or what is presented: a token, a key."""

from typing import Annotated

from pydantic import Field, PlainValidator

from adapters.config.case_requests import read_part
from adapters.config.key_fields import read_claim
from adapters.config.section import Section
from adapters.config.shapes import Refused, each
from adapters.config.texts import AnyKey, AnyText, Word, read_word
from adapters.config.tree import Scalar, Table, Value
from application.cases.written import ANONYMOUS, CallerWords
from domain.spec.fault import Fault
from domain.spec.place import Text


def read_stated(value: Value) -> object:
    """A claim: as an API key's, or a mapping of them."""
    if isinstance(value, Table):
        return dict(zip(map(str, value), each(read_stated, value.values()), strict=True))
    return read_claim(value)


def _token(value: Value) -> object:
    """A text is a token, a mapping what one states."""
    return read_stated(value) if isinstance(value, Table) else read_word(value).text


Claims = dict[AnyKey, Annotated[object, PlainValidator(read_stated)]]


class WhoModel(Section):
    role: Word | None = None
    roles: tuple[Word, ...] = ()
    permissions: tuple[Word, ...] = ()
    subject: AnyText | None = None
    tenant: AnyText | None = None
    claims: Claims = Field(default_factory=dict)
    credential: Word | None = None
    token: Annotated[str | dict[str, object] | None, PlainValidator(_token)] = None
    key: AnyText | None = Field(default=None, repr=False)


_KNOWN = ("role", "roles", "permissions", "subject", "tenant", "claims")


def read_who(value: Value) -> CallerWords | Text:
    """A word is the name of a caller of the file, or of a role."""
    if isinstance(value, Scalar):
        word = read_word(value)
        return ANONYMOUS if word.text == "anonymous" else word
    who = read_part(value, WhoModel, "`anonymous`, a role, or a mapping")
    ways = [way for way in ("token", "key") if getattr(who, way) is not None]
    ways += [key for key in who.written() if key in _KNOWN][:1]
    if len(ways) != 1:
        at = value.at
        message = f"`{ways[0]}` and `{ways[1]}` say twice who asks" if ways else "this says nothing of who asks"
        raise Refused(Fault(at, "caller-malformed", message, "roles and claims, or `token`, or `key`; or `anonymous`"))
    return CallerWords(
        value.at,
        roles=(*((who.role,) if who.role else ()), *who.roles),
        permissions=tuple(map(str, who.permissions)),
        subject=who.subject,
        tenant=who.tenant,
        claims=who.claims,
        credential=who.credential,
        token=who.token,
        key=who.key,
    )
