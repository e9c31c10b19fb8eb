"""While people may only read: everything is read, nothing is written, and every page says why."""

import hashlib
import re
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import InternalError, connection, transaction
from django.db.utils import ConnectionHandler
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from community.threads.models import Post, Thread
from tadpole.errors import Unavailable
from tadpole.events.models import Delivery
from tadpole.events.tasks import sweep
from tadpole.operations import switches
from tadpole.operations.middleware import ReadOnlyMiddleware
from tadpole.operations.models import Switch
from tests.factories.threads import a_thread
from tests.tadpole.config.test_addresses import leaves

pytestmark = pytest.mark.django_db
HOLES = {"uuid": "00000000-0000-4000-8000-000000000000", "photo_kind": "webp", "row": "1", "int": "1"}
NOT_PAGES = ("healthz", "readyz", "metrics", "cms/failwhale/")  # the last one is Wagtail's, and is there to break


def rows() -> str:
    """A hash of every row of every table."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in sorted(repr(row) for row in cursor.fetchall()):
                digest.update(f"{table} {row}\n".encode())
    return digest.hexdigest()


def addresses() -> Iterator[str]:
    """Every address of the site, its holes filled with something plausible."""
    for route, _pattern in leaves(get_resolver().url_patterns):
        filled = re.sub(r"<(?:(\w+):)?\w+>", lambda hit: HOLES.get(hit[1] or "", "frog"), route)
        if filled not in NOT_PAGES:
            yield "/" + re.sub(r"\(\?P<\w+>[^)]*\)|[\^$\\]|\(\?:[^)]*\)", "", filled)


def said(*arguments: str, **options: Any) -> str:
    out = StringIO()
    call_command("read_only", *arguments, stdout=out, **options)
    return out.getvalue().strip()


@pytest.fixture
def thread(cast: Any) -> Thread:
    return a_thread(by=cast.alice)


@pytest.mark.once(
    "tests/tadpole/operations/test_reading_only.py::test_what_was_typed_is_kept",
    "tests/tadpole/operations/test_reading_only.py::test_every_page_is_read_and_reading_changes_no_row",
)
def test_every_unsafe_request_is_refused_and_no_row_changes(
    cast: Any, client_of: Callable[[Any], Client], thread: Thread
) -> None:
    clients = {"parent": client_of(cast.alice), "staff": client_of(cast.staff)}
    said("on")
    before, wrong, asked = rows(), {}, 0
    for number, address in enumerate(addresses()):
        for who, client in clients.items():
            # what is refused goes by the method, not by the address: the rare ones are tried at every tenth
            for method in ("post",) if number % 10 else ("post", "put", "patch", "delete"):
                typed: Any = {"text": "x"} if method == "post" else "x"
                answer = getattr(client, method)(address, typed, HTTP_ACCEPT="application/json")
                asked += 1
                if answer.status_code != 503 or answer["Retry-After"] != "120":
                    wrong[f"{who} {method} {address}"] = answer.status_code
    assert asked > 900
    assert wrong == {}
    assert rows() == before


@pytest.mark.needs("elasticsearch")
def test_every_page_is_read_and_reading_changes_no_row(
    cast: Any, client_of: Callable[[Any], Client], thread: Thread
) -> None:
    """Also sessions, when they were last used, and what a page counts."""
    parent, staff = client_of(cast.alice), client_of(cast.staff)
    parent.get("/account/email/")  # these two make a row when somebody opens them for the first time
    staff.get("/cms/account/")
    said("on")
    before = rows()
    broken = {}
    for address in addresses():
        for who, client in (("parent", parent), ("staff", staff)):
            if who == "parent" and address.startswith(("/cms/", "/admin/")):
                continue
            status = client.get(address).status_code
            if status >= 500:
                broken[f"{who} {address}"] = status
    assert broken == {}
    page = parent.get(reverse("threads:thread", args=[thread.pk]))
    assert page.status_code == 200
    assert thread.title in page.content.decode()
    assert rows() == before


def test_every_page_says_why_in_the_language_of_its_reader(cast: Any, client_of: Callable[[Any], Client]) -> None:
    said("on", because="moving")
    client = client_of(cast.alice)
    for prefix, sentence in (
        ("", "我们在搬到另一台机器上。"),
        ("/zh-hant", "我們正在搬到另一台機器。"),
        ("/en", "We are moving to another machine."),
    ):
        assert sentence in client.get(f"{prefix}/circles/").content.decode()
    said("on", because="大扫除", because_en="Spring cleaning")
    assert "Spring cleaning" in client.get("/en/circles/").content.decode()
    assert "大扫除" in client.get("/zh-hant/circles/").content.decode()
    said("off")
    assert "standstill" not in client.get("/circles/").content.decode()


def test_the_staffs_rooms_say_it_too(cast: Any, client_of: Callable[[Any], Client]) -> None:
    staff = client_of(cast.staff)
    said("on")
    for address in ("/admin/events/delivery/", "/cms/"):
        page = staff.get(address, follow=True).content.decode()
        assert "暂时不能发" in page, address


def test_what_was_typed_is_kept(cast: Any, client_of: Callable[[Any], Client], thread: Thread) -> None:
    said("on")
    answer = client_of(cast.alice).post(
        reverse("threads:reply", args=[thread.pk]), {"text": "她昨天第一次自己翻身了。"}
    )
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "她昨天第一次自己翻身了。" in page
    assert "暂时不能发" in page
    script = client_of(cast.alice).post(reverse("threads:reply", args=[thread.pk]), HTTP_ACCEPT="application/json")
    assert script.status_code == 503
    assert "暂时不能发" in script.json()["error"]
    assert Post.objects.filter(thread=thread).count() == 1


def test_whoever_is_signed_in_stays_so(cast: Any, client_of: Callable[[Any], Client]) -> None:
    client = client_of(cast.alice)
    said("on")
    assert client.get("/family/").status_code == 200
    said("off")
    assert client.get("/family/").status_code == 200


def test_workers_wait_and_go_on_afterwards(cast: Any, thread: Thread) -> None:
    waiting = Delivery.objects.waiting()
    waiting.update(due_at="2026-01-01T00:00Z", queue="deliveries")
    count = waiting.count()
    assert count > 0
    said("on")
    sweep()
    assert waiting.count() == count
    said("off")
    sweep()
    assert waiting.count() < count


def test_a_socket_that_wants_to_write_is_refused() -> None:
    switches.must_write()
    said("on")
    with pytest.raises(Unavailable):
        switches.must_write()


def test_the_switch_outlives_an_emptied_cache_and_says_how_it_stands() -> None:
    assert said("on", because="repair").startswith("reading only: ")
    assert Switch.objects.get(pk="read_only").because == {"": "repair"}
    switches.forget()
    assert switches.ask().read_only == {"": "repair"}
    assert said() == said("on", because="repair")
    assert said("off") == "reading and writing"
    assert switches.ask().read_only is None


@pytest.fixture
def refusal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InternalError]:
    """What a PostgreSQL that takes no writes, and speaks Chinese, says to one."""
    from tests.servers.postgres import Postgres

    server = Postgres(tmp_path_factory.mktemp("standby"))
    server.language = "zh_CN"
    server.start()
    place = {"HOST": "127.0.0.1", "PORT": server.port, "USER": "tadpole", "NAME": "tadpole"}
    limits = {"OPTIONS": {"options": "-c default_transaction_read_only=on"}}
    own = ConnectionHandler({"default": {"ENGINE": "django.db.backends.postgresql", **place, **limits}})["default"]
    try:
        with pytest.raises(InternalError) as caught, own.cursor() as cursor:
            cursor.execute("CREATE TABLE pond (frog integer)")
        yield caught.value
    finally:
        own.close()
        server.stop()


@pytest.mark.services
def test_a_database_that_became_a_standby_a_moment_ago_is_said_in_a_sentence(refusal: InternalError, rf: Any) -> None:
    middleware = ReadOnlyMiddleware(lambda request: HttpResponse())
    request: HttpRequest = rf.post("/t/1/reply/", HTTP_ACCEPT="application/json")
    answer = middleware.process_exception(request, refusal)
    assert answer is not None
    assert answer.status_code == 503
    assert (
        middleware.process_exception(request, InternalError("in a read-only transaction, somebody else says")) is None
    )


@pytest.mark.services
def test_a_database_that_takes_no_writes_turns_it_on_by_itself(cast: Any, client_of: Callable[[Any], Client]) -> None:
    """As on a standby, or with default_transaction_read_only."""
    client = client_of(cast.alice)
    assert switches.ask().read_only is None
    with transaction.atomic():  # the setting ends with the savepoint
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")
        switches._kept = (float("inf"), switches.ask())
        assert switches.ask().read_only == {"": "standby"}
        assert "standstill" in client.get("/circles/").content.decode()
        assert client.post("/t/new/", {"title": "x"}).status_code == 503
        transaction.set_rollback(True)


def test_the_environment_turns_it_on_too(settings: Any) -> None:
    from dataclasses import replace

    settings.ENV = replace(settings.ENV, read_only=True)
    assert switches.ask().read_only == {"": "upgrade"}
    assert said("off").startswith("Still reading only")
