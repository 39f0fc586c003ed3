"""How answers are handled: errors of upstreams, and ready sets of header fields; each has a short form of one word."""

import re
from typing import Annotated

from pydantic import Field, PlainValidator, ValidatorFunctionWrapHandler, WrapValidator

from adapters.config.choices import REFUSE, read_end, read_links, read_means, read_ready
from adapters.config.key_fields import read_moment
from adapters.config.numbers import Flag
from adapters.config.quantities import parse_duration
from adapters.config.section import Section
from adapters.config.shapes import Refused, each, scalar, table
from adapters.config.shown import shown
from adapters.config.texts import AnyText, FieldName, Word, read_word
from adapters.config.tree import Key, Scalar, Table, Value
from domain.spec.fault import Fault
from domain.spec.handling import CacheSpec, DeprecatedSpec, ErrorsSpec, SecuritySpec
from domain.spec.place import Place, Text

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EVERY = "default"
CONTROLS = ("no-store", "private", "public")


def read_errors(value: Value) -> ErrorsSpec:
    """One word is the rule for all of them."""
    if isinstance(value, Scalar):
        return ErrorsSpec(value.at, ((Text(EVERY, value.at), read_means(value)),))
    written = table(value, "statuses, and what becomes of each: `pass`, `wrap` or `replace`")
    return ErrorsSpec(value.at, each(_rule, written.items()))


def _rule(entry: tuple[Key, Value]) -> tuple[Text, str]:
    key, value = entry
    return Text(str(key), key.at), read_means(value)


def read_control(value: Value) -> tuple[str, float | None]:
    """`no-store`, `private 5m`… and the seconds."""
    word = read_word(value)
    control, _, age = word.text.partition(" ")
    seconds = parse_duration(age) if age else None
    fits = control in CONTROLS and (seconds is None) == (not age) and (control != CONTROLS[0] or not age)
    if not fits:
        message = f"{shown(word.text)} says nothing to a cache"
        raise Refused(Fault(word.at, "cache-malformed", message, "`no-store`, `private 5m` or `public 1h`"))
    return control, seconds


class SecurityModel(Section):
    ready: Annotated[str, PlainValidator(read_ready)]
    fields_: dict[FieldName, AnyText] = Field(default_factory=dict, alias="fields")
    without: tuple[Word, ...] = ()
    keep: Flag = False

    def spec_at(self, at: Place) -> SecuritySpec:
        return SecuritySpec(at, self.ready, tuple(self.fields_.items()), self.without, self.keep)


def read_day(value: Value) -> float:
    """Seconds since the epoch, of a day (its first moment, UTC) or of a moment. All readers of YAML agree on a day."""
    written = scalar(value)
    if not _DAY.fullmatch(written.text):
        return read_moment(value)
    return read_moment(Scalar(f"{written.text}T00:00:00+00:00", written.written, written.at))


def read_after(value: Value) -> bool:
    return read_end(value) == REFUSE


class DeprecatedModel(Section):
    since: Annotated[float, PlainValidator(read_day)]
    sunset: Annotated[float | None, PlainValidator(read_day)] = None
    link: Word | None = None
    after_sunset: Annotated[bool, PlainValidator(read_after)] = False

    def spec_at(self, at: Place) -> DeprecatedSpec:
        return DeprecatedSpec(at, self.since, self.sunset, self.link, self.after_sunset)


def read_deprecated(value: Value, read: ValidatorFunctionWrapHandler) -> DeprecatedSpec:
    model: DeprecatedModel = read(value)
    return model.spec_at(value.at)


class CacheModel(Section):
    control: Annotated[tuple[str, float | None], PlainValidator(read_control)]
    keep: Flag = False

    def spec_at(self, at: Place) -> CacheSpec:
        return CacheSpec(at, *self.control, keep=self.keep)


def read_security(value: Value, read: ValidatorFunctionWrapHandler) -> SecuritySpec:
    model: SecurityModel = read(_keyed("ready", value))
    return model.spec_at(value.at)


def read_cache(value: Value, read: ValidatorFunctionWrapHandler) -> CacheSpec:
    model: CacheModel = read(_keyed("control", value))
    return model.spec_at(value.at)


def _keyed(name: str, value: Value) -> Value:
    return Table(value.at, {Key(name, value.at): value}) if isinstance(value, Scalar) else value


Links = Annotated[str, PlainValidator(read_links)]
Errors = Annotated[ErrorsSpec | None, PlainValidator(read_errors)]
Security = Annotated[SecurityModel | None, WrapValidator(read_security)]
Cache = Annotated[CacheModel | None, WrapValidator(read_cache)]
Deprecated = Annotated[DeprecatedModel | None, WrapValidator(read_deprecated)]
