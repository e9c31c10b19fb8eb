"""Another place for a whole site, empty: a database and a storage of its own, on whichever profile the tests run."""

import hashlib
import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from tadpole.config.keeping import uploads

NUMBERS = itertools.count(1)
VOLATILE = {"django_session"}


@dataclass(frozen=True)
class Place:
    """Where a site's rows and files are."""

    database: str
    settings: dict[str, Any]

    @contextmanager
    def taken(self) -> Iterator[None]:
        """This process is that site meanwhile."""
        before = str(connection.settings_dict["NAME"])
        turn_to(self.database)
        try:
            with override_settings(**self.settings):
                yield
        finally:
            turn_to(before)


def turn_to(database: str) -> None:
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = database


def here(home: Path) -> Place:
    """The site that tests write into, with a storage of its own: others' files are not in it."""
    return Place(str(connection.settings_dict["NAME"]), own_storage(home))


@contextmanager
def empty_place(home: Path) -> Iterator[Place]:
    """No table, no file."""
    if connection.vendor != "postgresql":
        home.mkdir(parents=True)
        yield Place(str(home / "tadpole.sqlite3"), own_storage(home))
        return
    from tests.servers.migrated import administrator

    name = f"{connection.settings_dict['NAME']}_place_{next(NUMBERS)}"
    with administrator() as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        yield Place(name, own_storage(home))
    finally:
        with administrator() as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def own_storage(home: Path) -> dict[str, Any]:
    """A folder, or a bucket where the site keeps its files in one."""
    home.mkdir(parents=True, exist_ok=True)
    own: dict[str, Any] = {"HOME": home, "MEDIA_ROOT": home / "uploads"}
    options = settings.STORAGES["default"].get("OPTIONS", {})
    if address := options.get("address"):
        kept = {**settings.STORAGES["default"], "OPTIONS": {**options, "address": make_bucket(address)}}
        own["STORAGES"] = {**settings.STORAGES, "default": kept}
    else:
        (home / "uploads").mkdir()
    return own


def make_bucket(address: str) -> str:
    """The address of a new bucket on the same server."""
    import boto3

    parts = urlsplit(address)
    name = f"place-{os.getpid()}-{next(NUMBERS)}"
    client = boto3.client(
        "s3",
        endpoint_url=f"{parts.scheme}://{parts.hostname}:{parts.port}",
        region_name="us-east-1",
        aws_access_key_id=parts.username,
        aws_secret_access_key=parts.password,
    )
    client.create_bucket(Bucket=name)
    return urlunsplit(parts._replace(path=f"/{name}"))


def run(*words: Any, **options: Any) -> str:
    """One of the commands, quietly; what it said."""
    out = StringIO()
    call_command(*[str(word) for word in words], stdout=out, stderr=out, verbosity=0, **options)
    return out.getvalue()


def all_rows() -> dict[str, list[str]]:
    """Every row of every table, all columns."""
    quote, found = connection.ops.quote_name, {}
    names = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {"django_migrations"}
    with connection.cursor() as cursor:
        for name in sorted(names - VOLATILE):
            cursor.execute(f"SELECT * FROM {quote(name)}")
            found[name] = sorted(repr(row) for row in cursor.fetchall())
    return found


def all_files() -> dict[str, str]:
    """SHA-256 of every upload, by its path."""
    return {one.path: hashlib.sha256(b"".join(uploads.read(one.path))).hexdigest() for one in uploads.listed()}
