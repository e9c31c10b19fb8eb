"""Every page of the staff's rooms is read while another connection writes: none waits for SQLite's one write lock."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from wagtail.admin.models import EditingSession

from tests.access import routes
from tests.tadpole.config.test_access import STAFF_ROOMS, browser, things

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded, pytest.mark.long]
ASKS_FIRST_OF_ITSELF = {"/cms/logout/", "/admin/logout/"}


@contextmanager
def somebody_writes() -> Iterator[None]:
    """The lock is held; who wants it is told at once instead of after 20 seconds."""
    writer = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, uri=True)
    writer.execute("BEGIN IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        writer.execute("ROLLBACK")
        writer.close()


def refused(client: Client, addresses: list[str]) -> list[str]:
    cache.clear()
    return [address for address in addresses if client.get(address).status_code >= 500]


def test_no_page_of_the_staff_waits_for_the_write_lock(cast: Any) -> None:
    """What is written the first time somebody looks (a small picture, an editor's settings) is there before the second try."""
    known, client = things(cast), browser(cast.staff, second_factor=True)
    client.raise_request_exception = False
    addresses = sorted(
        {known.address(route) for route in routes() if route.startswith(STAFF_ROOMS)} - ASKS_FIRST_OF_ITSELF
    )
    with somebody_writes():
        waited = refused(client, addresses)
    refused(client, waited)
    with somebody_writes():
        assert refused(client, waited) == []
        assert not EditingSession.objects.filter(pk=0).exists()
    assert client.post(f"/cms/editing-sessions/ping/wagtailcore/page/{known.by_name['page_id']}/0/").status_code == 200
    assert EditingSession.objects.exists()
