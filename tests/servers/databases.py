"""A migrated PostgreSQL database for every worker, made anew after every test that commits.

Migrations are run once for a server; each worker's database is a copy (CREATE DATABASE … TEMPLATE) of what they made. The
dump is kept under var/ by the fingerprint of the migrations, so that the next run's new server only restores it.
"""

import os
import subprocess
from pathlib import Path

import psycopg

from tests.database import KEPT, fingerprint, only_one
from tests.servers.postgres import BINARIES
from tests.servers.process import program

TEMPLATE = "tadpole_migrated"


def renew() -> None:
    """Give this worker a database as the migrations leave it, in the place of whatever it has."""
    from django.db import connection

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    name = connection.settings_dict["NAME"]
    with administrator() as server:
        make_template(server)
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')


def administrator() -> "psycopg.Connection[tuple[object, ...]]":
    """A connection outside any transaction to the server's own database."""
    from django.db import connection

    own = connection.settings_dict
    return psycopg.connect(host=own["HOST"], port=own["PORT"], user=own["USER"], dbname="postgres", autocommit=True)


def make_template(server: "psycopg.Connection[tuple[object, ...]]") -> None:
    """The migrated database that is copied; the first worker makes it, the others wait."""
    if is_there(server):
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    with only_one(KEPT / "postgres.lock"):
        if is_there(server):
            return
        half_made = f"{TEMPLATE}_{os.getpid()}"
        server.execute(f'CREATE DATABASE "{half_made}"')
        dump = KEPT / f"{fingerprint()}.dump"
        if dump.exists():
            restore(dump, half_made)
        else:
            migrate(half_made)
            keep(dump, half_made)
        server.execute(f'ALTER DATABASE "{half_made}" RENAME TO "{TEMPLATE}"')


def is_there(server: "psycopg.Connection[tuple[object, ...]]") -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone() is not None


def migrate(name: str) -> None:
    from django.core.management import call_command
    from django.db import connection

    own = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0)
    finally:
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
        connection.settings_dict["NAME"] = own


def keep(dump: Path, name: str) -> None:
    for old in KEPT.glob("*.dump"):
        old.unlink()
    half_made = dump.with_suffix(f".{os.getpid()}")
    call("pg_dump", "--format=custom", f"--file={half_made}", name)
    half_made.replace(dump)


def restore(dump: Path, name: str) -> None:
    call("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={name}", str(dump))


def call(tool: str, *arguments: str) -> None:
    from django.db import connection

    own = connection.settings_dict
    where = [f"--host={own['HOST']}", f"--port={own['PORT']}", f"--username={own['USER']}"]
    subprocess.run([program(tool, *BINARIES, package="postgresql-client"), *where, *arguments], check=True)
