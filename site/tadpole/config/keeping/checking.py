"""Holding a backup against its manifest."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from tqdm import tqdm

from tadpole.config.keeping.databases import engine
from tadpole.config.keeping.manifest import Kept, Manifest
from tadpole.config.keeping.problems import BackupProblem
from tadpole.config.keeping.saving import LANES
from tadpole.config.keeping.vault import Counted, Vault


def chosen(vault: Vault, name: str = "") -> str:
    """The backup of this name; the newest when none is named."""
    names = vault.names()
    if not names:
        raise BackupProblem(f"{vault.folder} holds no whole backup: the only one was interrupted. Run it again.")
    if name and name not in names:
        raise BackupProblem(f"There is no backup {name} here, but: {', '.join(names)}")
    return name or names[-1]


def check(vault: Vault, name: str, *, quiet: bool = False) -> Manifest:
    """Read all of a backup; its manifest. Raises BackupProblem with the first fault."""
    manifest = vault.manifest(name)
    digest_of(vault.database(name), manifest.database.sha256, "The database")
    if manifest.database.engine == engine().name:
        engine().needs()
        engine().verify(vault.database(name))
    once = {one.sha256: one for one in manifest.files}.values()
    bar = tqdm(total=sum(one.bytes for one in once), unit="B", unit_scale=True, desc="checking", disable=quiet)
    with bar, ThreadPoolExecutor(LANES) as lanes:
        for size in lanes.map(lambda one: checked(vault, one), once):
            bar.update(size)
    return manifest


def checked(vault: Vault, one: Kept) -> int:
    return digest_of(vault.get(one.sha256), one.sha256, f"The file {one.path}")


def digest_of(chunks: Iterable[bytes], expected: str, what: str) -> int:
    """Bytes read; raises BackupProblem when they are not those that were written."""
    counted = Counted(chunks)
    try:
        for _chunk in counted:
            """It is counted as it passes."""
    except FileNotFoundError:
        raise BackupProblem(f"{what} is missing from the backup.") from None
    except BackupProblem as problem:
        raise BackupProblem(f"{what} {problem}.") from None
    if counted.digest != expected:
        raise BackupProblem(f"{what} is damaged: its checksum is another.")
    return counted.bytes
