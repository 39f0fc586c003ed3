"""A snapshot: what one reading of a configuration saw, so that it can be told from another, and its lines be shown.

Files are known by their names as they are written, not by where the folder lies: the same files have the same hash on
every machine. The hash is public (log, status), what it is made of may hold weak secrets: so it is a slow one, and
nobody tries a million of them a second.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

_SALT = b"limen edition 1"
_COST = 2**11  # of scrypt: 4 ms


class SeenVariables(Mapping[str, str]):
    """An environment that remembers what it was asked for, and what it said."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.seen: dict[str, str | None] = {}

    def __getitem__(self, name: str) -> str:
        value = self.seen[name] = self._environment.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._environment)

    def __len__(self) -> int:
        return len(self._environment)


class Snapshot:
    """`folder` is where relative paths begin."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.variables = SeenVariables(environment)
        self.texts: dict[str, str] = {}  # of YAML files, by their names in faults
        self.documents: dict[str, str] = {}  # texts of OpenAPI documents, by their names in faults
        self._digests: dict[tuple[str, str], bytes] = {}
        self.refresh: float | None = None  # seconds after which something may be other than it was
        self._missed: set[str] = set()

    def keep_text(self, name: str, written: str, text: str) -> None:
        """A YAML file that faults call `name`, and its folder `written`."""
        self.texts[name] = text
        self._keep("text", written, text)

    def keep_secret(self, written: str, text: str) -> None:
        """What the file held whose path is `written`; only its hash is kept."""
        self._keep("secret", written, text)

    def keep_document(self, name: str, written: str, text: str) -> None:
        """What is no YAML file of the configuration, and shown all the same."""
        self.documents[name] = text
        self._keep("document", written, text)

    def keep_fetched(self, url: str, text: str) -> None:
        """What an address gave; nobody can look whether it has changed but by asking again."""
        self.documents[url] = text
        self._keep("fetched", url, text)

    def keep_refresh(self, seconds: float) -> None:
        self.refresh = seconds if self.refresh is None else min(seconds, self.refresh)

    def keep_missed(self, written: str) -> None:
        """A file that could not be read: it may be there the next time."""
        self._missed.add(written)

    @property
    def beside(self) -> tuple[str, ...]:
        """The paths of files that belong to what was read, and are no YAML files of it."""
        named = self._missed | {name for kind, name in self._digests if kind == "document"}
        return tuple(sorted({*self.secrets, *(str(self.folder / name) for name in named)}))

    @property
    def secrets(self) -> tuple[str, ...]:
        """The paths of files that were read as secrets."""
        return tuple(sorted(str(self.folder / name) for kind, name in self._digests if kind == "secret"))

    def hash(self) -> str:
        kept = dict(self._digests)
        for name, value in self.variables.seen.items():
            kept["variable", name] = b"" if value is None else _digest(value)
        whole = hashlib.sha256()
        for (kind, name), digest in sorted(kept.items()):
            whole.update(_digest(kind) + _digest(name) + digest)
        return hashlib.scrypt(whole.digest(), salt=_SALT, n=_COST, r=8, p=1, dklen=32).hex()

    def _keep(self, kind: str, name: str, text: str) -> None:
        self._digests[kind, name] = _digest(text)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
