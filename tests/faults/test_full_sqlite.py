"""The embedded profile's database has no room left: SQLite says that it is full."""

import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from community.threads.models import Post
from tests.factories.threads import a_thread
from tests.faults.recovery import note

pytestmark = [pytest.mark.embedded, pytest.mark.django_db(transaction=True)]


def most_pages(number: int) -> None:
    """A disk as large as that, to SQLite; it never takes less than it has."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA max_page_count = {number}")


def no_room() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA freelist_count")
        assert cursor.fetchone() == (0,), "pages that are free would be used first"
    most_pages(1)


@pytest.mark.parametrize(
    ("prefix", "sentence", "again"),
    [("", "我们马上回来", "再发一次"), ("/en", "We will be back in a moment", "Send again")],
)
def test_a_full_disk_keeps_the_words_and_the_site(
    cast: Any, client_of: Any, prefix: str, sentence: str, again: str
) -> None:
    thread = a_thread(by=cast.alice)
    alice: Client = client_of(cast.alice)
    alice.raise_request_exception = False
    words = "写满了整块硬盘的一天。" * 400
    address = f"{prefix}/t/{thread.pk}/reply/"
    no_room()
    try:
        answer = alice.post(address, {"text": words})
        page = answer.content.decode()
        assert answer.status_code == 503
        assert sentence in page and again in page and words in page
        assert alice.get(f"{prefix}/t/{thread.pk}/").status_code == 200, "reading needs no room"
        assert not Post.objects.filter(text=words).exists()
    finally:
        most_pages(1_000_000_000)
    freed = time.monotonic()
    assert alice.post(address, {"text": words}).status_code == 302
    note("SQLite's disk full", time.monotonic() - freed)
    assert Post.objects.filter(text=words).count() == 1
