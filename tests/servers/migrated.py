"""A copy of the migrated PostgreSQL database for sites that run as processes: restored once for a server, then copied."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from itertools import count
from urllib.parse import urlsplit, urlunsplit

from tests.database import KEPT, fingerprint, only_one
from tests.servers.postgres import BINARIES
from tests.servers.process import ROOT, program

TEMPLATE = "tadpole_migrated"
NUMBERS = count(1)


def fresh_database(environment: Mapping[str, str]) -> str:
    """The address of a new database, as the migrations leave it, on the server that TADPOLE_DATABASE_URL names."""
    import psycopg

    address = environment["TADPOLE_DATABASE_URL"]
    name = f"standing_{os.getpid()}_{next(NUMBERS)}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with only_one(KEPT / "postgres.lock"), closing(psycopg.connect(at(address, "postgres"), autocommit=True)) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone():
            make(server, environment)
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
    return at(address, name)


def make(server: "object", environment: Mapping[str, str]) -> None:
    """The migrated database that is copied: from the kept dump, or by migrating, which is dumped for the next time."""
    half_made = f"{TEMPLATE}_{os.getpid()}"
    server.execute(f'DROP DATABASE IF EXISTS "{half_made}"')  # type: ignore[attr-defined]
    server.execute(f'CREATE DATABASE "{half_made}"')  # type: ignore[attr-defined]
    address = at(environment["TADPOLE_DATABASE_URL"], half_made)
    dump = KEPT / f"{fingerprint()}.dump"
    if dump.exists():
        call("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={plain(address)}", str(dump))
    else:
        migrate = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"]
        subprocess.run(migrate, check=True, env={**os.environ, **environment, "TADPOLE_DATABASE_URL": address})
        for old in KEPT.glob("*.dump"):
            old.unlink()
        new = dump.with_suffix(f".{os.getpid()}")
        call("pg_dump", "--format=custom", f"--file={new}", plain(address))
        new.replace(dump)
    server.execute(f'ALTER DATABASE "{half_made}" RENAME TO "{TEMPLATE}"')  # type: ignore[attr-defined]


def call(tool: str, *arguments: str) -> None:
    subprocess.run([program(tool, *BINARIES, package="postgresql-client"), *arguments], check=True)


def at(address: str, name: str) -> str:
    return plain(urlunsplit(urlsplit(address)._replace(path=f"/{name}", query="")))


def plain(address: str) -> str:
    """As libpq writes it."""
    return address.replace("postgres://", "postgresql://", 1)
