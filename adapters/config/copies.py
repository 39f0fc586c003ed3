"""Copies of what addresses gave, beside the configuration: written when all that was read with it is good.

In one step each. One that can't be written is told, and missed when it is needed.
"""

import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from adapters.config.yaml_file import name_of

log = logging.getLogger("limen.documents")


def keep_copies(copies: Mapping[Path, str]) -> None:
    for path, text in copies.items():
        _keep(path, text)


def _keep(keep: Path, text: str) -> None:
    with suppress(OSError):
        if keep.read_text(encoding="utf-8") == text:
            return
    following = keep.with_name(f".{keep.name}.next")
    try:
        following.write_text(text, encoding="utf-8")
        os.replace(following, keep)  # noqa: PTH105
    except OSError as error:
        log.warning("no copy of the document could be kept at %s: %s", name_of(keep), (error.strerror or "").lower())
