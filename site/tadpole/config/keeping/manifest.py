"""What is in one backup. Pure, but for reading and writing JSON."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from tadpole.config.keeping.problems import BackupProblem

FORMAT = 1


@dataclass(frozen=True)
class Kept:
    """One upload: where it is on the site, and what is in it."""

    path: str
    bytes: int
    modified: str
    """As the storage said it, to see whether it changed; means nothing else."""
    sha256: str


@dataclass(frozen=True)
class Dumped:
    """The database's file."""

    engine: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    made_at: str
    version: str
    profile: str
    database: Dumped
    migrations: dict[str, list[str]]
    """Every app's, in their order."""
    tables: dict[str, int]
    """Rows of every table at the moment of the database's copy."""
    files: list[Kept]
    missing: list[str] = field(default_factory=list)
    """Uploads that rows name and the storage had not."""
    key: str = ""
    """The site's signing key; only in a sealed backup."""
    key_mark: str = ""
    """Which key it was, without telling it."""
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(self.tables.values())

    @property
    def uploaded(self) -> int:
        """Bytes of all uploads."""
        return sum(one.bytes for one in self.files)

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def read_manifest(text: str) -> Manifest:
    try:
        raw: dict[str, Any] = json.loads(text)
        if raw["format"] > FORMAT:
            raise BackupProblem("This backup was made by a newer Tadpole. Restore it with that version.")
        database, files = Dumped(**raw.pop("database")), [Kept(**one) for one in raw.pop("files")]
        return Manifest(database=database, files=files, **raw)
    except (ValueError, TypeError, KeyError) as problem:
        raise BackupProblem(f"The manifest cannot be read: {problem}") from None
