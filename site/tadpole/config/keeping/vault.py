"""The folder that backups are kept in. Only its owner may look into it: there are children's pictures."""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tadpole.config.keeping.locks import SCRYPT, Locked, Open
from tadpole.config.keeping.manifest import FORMAT, Kept, Manifest, read_manifest
from tadpole.config.keeping.problems import BackupProblem

HEAD = "tadpole-backup.json"
MOST = 256 * 1024  # characters of the file that says what the folder is


class Vault:
    """`lock` seals and unseals; `make` and `find` say where it comes from."""

    def __init__(self, folder: Path, lock: Open) -> None:
        self.folder, self.lock = folder, lock

    @classmethod
    def make(cls, folder: Path, passphrase: str) -> "Vault":
        """The vault in `folder`, made when the folder is empty or not there."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not (folder / HEAD).exists():
            if any(folder.iterdir()):
                raise BackupProblem(
                    f"{folder} holds something else. Choose an empty folder, or one that holds backups."
                )
            folder.chmod(0o700)
            head: dict[str, Any] = {"format": FORMAT, "sealed": None}
            if passphrase:
                salt = secrets.token_bytes(16)
                proof = Locked.of(passphrase, salt, SCRYPT).proof()
                head["sealed"] = {"kdf": "scrypt", "salt": salt.hex(), "cost": SCRYPT, "proof": proof}
            write_whole(folder / HEAD, [json.dumps(head, indent=1).encode()])
        return cls.find(folder, passphrase)

    @classmethod
    def find(cls, folder: Path, passphrase: str) -> "Vault":
        """The vault that is in `folder`, opened."""
        try:
            head = json.loads((folder / HEAD).read_text(encoding="utf-8")[:MOST])
            sealed = head["sealed"]
        except FileNotFoundError:
            raise BackupProblem(f"{folder} holds no backup of Tadpole.") from None
        except (ValueError, KeyError, TypeError):
            raise BackupProblem(f"{folder / HEAD} is damaged.") from None
        if head.get("format", 0) > FORMAT:
            raise BackupProblem("This backup was made by a newer Tadpole. Restore it with that version.")
        if not sealed:
            if passphrase:
                raise BackupProblem(f"{folder} is not sealed, and a passphrase was given. Choose another folder.")
            return cls(folder, Open())
        if not passphrase:
            raise BackupProblem("This backup is sealed. Name its passphrase with --passphrase-file.")
        lock = Locked.of(passphrase, bytes.fromhex(sealed["salt"]), sealed["cost"])
        if not secrets.compare_digest(lock.proof(), sealed["proof"]):
            raise BackupProblem("The passphrase is not the one this backup was sealed with.")
        return cls(folder, lock)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes into this vault meanwhile."""
        with (self.folder / "lock").open("w") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BackupProblem(f"Another backup is being written into {self.folder}.") from None
            yield

    # objects

    def place(self, digest: str) -> Path:
        name = self.lock.name_of(digest)
        return self.folder / "objects" / name[:2] / name

    def holds(self, digest: str) -> bool:
        return self.place(digest).exists()

    def put(self, chunks: Iterable[bytes]) -> tuple[int, str]:
        """Keep what is in `chunks` unless it is kept already; its size and digest."""
        waiting = self.folder / "objects" / f"new-{secrets.token_hex(8)}"
        waiting.parent.mkdir(exist_ok=True)
        counted = Counted(chunks)
        try:
            write_whole(waiting, self.lock.seal(counted, "object"), sync=False)
            place = self.place(counted.digest)
            if place.exists():
                waiting.unlink()
            else:
                place.parent.mkdir(exist_ok=True)
                waiting.replace(place)
        finally:
            waiting.unlink(missing_ok=True)
        return counted.bytes, counted.digest

    def get(self, digest: str) -> Iterator[bytes]:
        yield from self.read(self.place(digest), "object")

    def read(self, path: Path, purpose: str) -> Iterator[bytes]:
        with path.open("rb") as file:
            yield from self.lock.unseal(file, purpose)

    # snapshots

    def names(self) -> list[str]:
        """The whole backups here, oldest first; one without its manifest was interrupted."""
        found = (self.folder / "snapshots").glob("*/manifest.json")
        return sorted(path.parent.name for path in found)

    def snapshot(self, name: str) -> Path:
        return self.folder / "snapshots" / name

    def write_database(self, name: str, chunks: Iterable[bytes]) -> tuple[int, str]:
        place = self.snapshot(name) / "database"
        place.parent.mkdir(parents=True, exist_ok=True)
        counted = Counted(chunks)
        write_whole(place, self.lock.seal(counted, "database"))
        return counted.bytes, counted.digest

    def database(self, name: str) -> Iterator[bytes]:
        yield from self.read(self.snapshot(name) / "database", "database")

    def write_manifest(self, name: str, manifest: Manifest) -> None:
        """Last of all: with it the backup is whole."""
        os.sync()
        raw = b"".join(self.lock.seal([manifest.as_json().encode()], "manifest"))
        digest = hashlib.sha256(raw).hexdigest()
        write_whole(self.snapshot(name) / "manifest.sha256", [f"{digest}  manifest.json\n".encode()])
        write_whole(self.snapshot(name) / "manifest.json", [raw])

    def manifest(self, name: str) -> Manifest:
        place = self.snapshot(name) / "manifest.json"
        try:
            raw = place.read_bytes()
            expected = (place.parent / "manifest.sha256").read_text(encoding="ascii").split()[0]
        except (OSError, ValueError, IndexError):
            raise BackupProblem(f"The manifest of {name} is not there, or its checksum is not.") from None
        if hashlib.sha256(raw).hexdigest() != expected:
            raise BackupProblem(f"The manifest of {name} is damaged.")
        return read_manifest(b"".join(self.read(place, "manifest")).decode())

    def forget_but(self, most: int) -> int:
        """Let go of all but the newest `most` backups, and of what only those held; how many objects went."""
        for name in self.names()[:-most]:
            shutil.rmtree(self.snapshot(name))
        used = {self.place(one.sha256) for name in self.names() for one in self.manifest(name).files}
        gone = [path for path in (self.folder / "objects").glob("*/*") if path not in used]
        for path in gone:
            path.unlink()
        return len(gone)

    def clear_halves(self) -> None:
        """What an interrupted backup left that nothing can be made of."""
        for path in (self.folder / "objects").glob("new-*"):
            path.unlink()
        whole = set(self.names())
        for folder in (self.folder / "snapshots").glob("*"):
            if folder.name not in whole:
                shutil.rmtree(folder)

    # the journal: what an interrupted backup had copied

    @property
    def journal(self) -> Path:
        return self.folder / "copying"

    def journalled(self) -> dict[str, Kept]:
        """By path; a line that was cut off is passed over."""
        found: dict[str, Kept] = {}
        if self.journal.exists():
            for line in self.journal.read_text(encoding="utf-8").splitlines():
                try:
                    one = Kept(**json.loads(self.lock.read_line(line)))
                except (ValueError, TypeError):
                    continue
                found[one.path] = one
        return found

    @contextmanager
    def writing_journal(self) -> Iterator[Callable[[Kept], None]]:
        with self.journal.open("a", encoding="utf-8") as lines:
            lines.write("\n")

            def note(one: Kept) -> None:
                lines.write(self.lock.line(json.dumps(asdict(one))) + "\n")
                lines.flush()

            yield note


class Counted:
    """Chunks that are counted and digested as they pass."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.chunks, self.bytes, self._digest = chunks, 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            self.bytes += len(chunk)
            self._digest.update(chunk)
            yield chunk

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()


def write_whole(path: Path, chunks: Iterable[bytes], *, sync: bool = True) -> None:
    """Write beside, then put in place: a file here is whole or not there. Readable by its owner only."""
    beside = path.with_name(f"{path.name}.new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for chunk in chunks:
            file.write(chunk)
        if sync:
            file.flush()
            os.fsync(file.fileno())
    beside.replace(path)
