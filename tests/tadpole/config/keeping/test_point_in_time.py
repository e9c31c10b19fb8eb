"""The recipe of docs/backup.md for PostgreSQL: back to the moment before a mistake."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults.recovery import until
from tests.servers.postgres import BINARIES, Postgres
from tests.servers.process import ROOT, program

pytestmark = pytest.mark.services


@pytest.fixture
def folder() -> Iterator[Path]:
    """The server's user has to pass through it."""
    with TemporaryDirectory(prefix="tadpole-point-in-time-") as made:
        path = Path(made)
        path.chmod(0o777)
        (path / "archive").mkdir()
        (path / "archive").chmod(0o777)
        yield path


def documented(line: str, **values: object) -> str:
    """The value that docs/backup.md gives this setting, with the places of the text replaced by real ones."""
    text = (ROOT / "docs" / "backup.md").read_text(encoding="utf-8")
    value = next(one for one in text.splitlines() if one.startswith(f"{line} = ")).split(" = ", 1)[1].strip("'")
    for name, real in values.items():
        assert name in value, (line, value)
        value = value.replace(name, str(real))
    return value


def archiving(folder: Path, port: int | None = None) -> Postgres:
    settings = {
        "wal_level": documented("wal_level"),
        "archive_mode": documented("archive_mode"),
        "archive_timeout": documented("archive_timeout"),
        "archive_command": documented("archive_command", **{"/srv/wal": folder / "archive"}),
    }
    return Postgres(folder, port=port, durable=True, settings=settings)


def test_back_to_before_the_mistake(folder: Path) -> None:
    server = archiving(folder).start()
    try:
        server.ask("CREATE TABLE post (id int PRIMARY KEY, text text)", database="tadpole")
        server.ask("INSERT INTO post VALUES (1, '在备份之前')", database="tadpole")
        copy = [program("pg_basebackup", *BINARIES, package="postgresql-client"), "--pgdata", str(folder / "base")]
        where = ["--host=127.0.0.1", f"--port={server.port}", "--username=tadpole"]
        subprocess.run([*copy, *where, "--checkpoint=fast", "--wal-method=stream"], check=True)
        server.ask("INSERT INTO post VALUES (2, '在备份之后')", database="tadpole")
        moment = server.ask("SELECT clock_timestamp()::text")[0][0]
        time.sleep(0.05)  # so that the mistake is later than the moment, to any clock
        server.ask("DELETE FROM post", database="tadpole")
        server.ask("INSERT INTO post VALUES (3, '在错误之后')", database="tadpole")
        archived_all(server, folder / "archive")
    finally:
        server.kill()
    shutil.rmtree(server.data)

    shutil.copytree(folder / "base", server.data)
    with (server.data / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
        restore = documented("restore_command", **{"/srv/wal": folder / "archive"})
        settings.write(f"restore_command = '{restore}'\nrecovery_target_time = '{moment}'\n")
        settings.write(f"recovery_target_action = '{documented('recovery_target_action')}'\n")
    (server.data / "recovery.signal").touch()
    server.data.chmod(0o700)
    server.own()
    try:
        server.start()
        until(lambda: server.ask("SELECT pg_is_in_recovery()") == [(False,)])
        assert server.ask("SELECT id FROM post ORDER BY id", database="tadpole") == [(1,), (2,)]
        server.ask("INSERT INTO post VALUES (4, '又可以写了')", database="tadpole")
    finally:
        server.kill()


def archived_all(server: Postgres, archive: Path) -> None:
    """What was written last is in the archive too: a machine that burns takes at most archive_timeout with it."""
    last = server.ask("SELECT pg_walfile_name(pg_switch_wal())")[0][0]
    until((archive / str(last)).exists)
