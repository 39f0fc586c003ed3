"""Compiles how answers are compressed."""

from domain.message.compression import DEFAULT_TYPES, Compression
from domain.message.media_type import MediaTypes, is_media_range
from domain.spec.fault import Fault
from domain.spec.server import CompressSpec


def compile_compression(spec: CompressSpec, faults: list[Fault]) -> Compression:
    for written in spec.types or ():
        if not is_media_range(written.text):
            message, hint = f"`{written}` is not a media type", "like `application/json` or `text/*`, in lower case"
            faults.append(Fault(written.at, "media-type-malformed", message, hint))
    ranges = DEFAULT_TYPES if spec.types is None else tuple(written.text for written in spec.types)
    return Compression(spec.encodings, MediaTypes.of(ranges), spec.min_size)
