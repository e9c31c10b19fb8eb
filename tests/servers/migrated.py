"""Copies of the migrated PostgreSQL database: for each worker of the second pass, made anew after a test that commits, and for
sites that run as processes. Restored once for a server; the dump is kept under var/ by the fingerprint of the migrations."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from itertools import count
from typing import Any
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
    with closing(psycopg.connect(at(address, "postgres"), autocommit=True)) as server:
        copy(server, name, environment)
    return at(address, name)


def renew() -> None:
    """Give this process's connection a database as the migrations leave it, in the place of whatever it has."""
    from django.db import connection

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    name = connection.settings_dict["NAME"]
    with administrator() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        copy(server, name, os.environ)


def administrator() -> Any:
    """A connection outside any transaction to the database of this process's server that nobody uses."""
    import psycopg

    return psycopg.connect(at(os.environ["TADPOLE_DATABASE_URL"], "postgres"), autocommit=True)


def copy(server: Any, name: str, environment: Mapping[str, str]) -> None:
    """Make a database of what the migrations leave; the first one on this server makes that, and the others wait."""
    if not is_there(server):
        KEPT.mkdir(parents=True, exist_ok=True)
        with only_one(KEPT / "postgres.lock"):
            if not is_there(server):
                make(server, environment)
    server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')


def is_there(server: Any) -> bool:
    asked = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE])
    return asked.fetchone() is not None


def make(server: Any, environment: Mapping[str, str]) -> None:
    """The migrated database that is copied: from the kept dump, or by migrating, which is dumped for the next time."""
    half_made = f"{TEMPLATE}_{os.getpid()}"
    server.execute(f'DROP DATABASE IF EXISTS "{half_made}"')
    server.execute(f'CREATE DATABASE "{half_made}"')
    address = at(environment["TADPOLE_DATABASE_URL"], half_made)
    dump = KEPT / f"{fingerprint()}.dump"
    if dump.exists():
        call("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={plain(address)}", str(dump))
    else:
        migrate = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0", "--skip-checks"]
        subprocess.run(migrate, check=True, env={**os.environ, **environment, "TADPOLE_DATABASE_URL": address})
        for old in KEPT.glob("*.dump"):
            old.unlink()
        new = dump.with_suffix(f".{os.getpid()}")
        call("pg_dump", "--format=custom", f"--file={new}", plain(address))
        new.replace(dump)
    server.execute(f'ALTER DATABASE "{half_made}" RENAME TO "{TEMPLATE}"')


def call(tool: str, *arguments: str) -> None:
    subprocess.run([program(tool, *BINARIES, package="postgresql-client"), *arguments], check=True)


def at(address: str, name: str) -> str:
    return plain(urlunsplit(urlsplit(address)._replace(path=f"/{name}", query="")))


def plain(address: str) -> str:
    """As libpq writes it."""
    return address.replace("postgres://", "postgresql://", 1)
