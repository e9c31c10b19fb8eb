"""Two editors and the clock at one page: nothing that was published is taken back by accident, and no words are lost."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from content.guides.models import GuideIndexPage, GuidePage
from tadpole.ui import cms
from tests.content.test_guides import form
from tests.factories.content import a_guide
from tests.forms_on_pages import forms_in

ClientOf = Callable[[Any], Client]
LONG = 60
"""Seconds that a busy machine may take for one request."""
JSON = {"accept": "application/json", "x-requested-with": "XMLHttpRequest"}


def a_draft(cast: Any, client_of: ClientOf) -> GuidePage:
    index = GuideIndexPage.objects.get(locale__language_code="zh-hans")
    client_of(cast.editor).post(reverse("wagtailadmin_pages:add", args=["guides", "guidepage", index.pk]), form())
    return GuidePage.objects.get(slug="湿疹")


def loaded(client: Client, page: Page) -> dict[str, str]:
    """What the edit page says it has loaded."""
    found = forms_in(client.get(f"/cms/pages/{page.pk}/edit/").content.decode())
    sent = next(one.sent for one in found if "loaded_revision_id" in one.sent)
    return {name: sent[name][0] for name in ("loaded_revision_id", "loaded_revision_created_at")}


@contextmanager
def paused_before_saving() -> Iterator[tuple[threading.Event, threading.Event]]:
    """The next save waits between what the view has read and what its form writes: (it waits, it may go on)."""
    waits, goes_on = threading.Event(), threading.Event()
    saved = cms.ComparedEditView.save_action

    def pausing(view: Any) -> Any:
        if not waits.is_set():
            waits.set()
            goes_on.wait(LONG)
        return saved(view)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cms.ComparedEditView, "save_action", pausing)
        yield waits, goes_on


def in_a_thread(job: Callable[[], Any], ends: list[Any]) -> threading.Thread:
    def run() -> None:
        try:
            ends.append(job())
        except Exception as fault:  # noqa: BLE001  the test says what came in place of an answer
            ends.append(fault)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
def test_an_autosave_that_read_before_a_publish_does_not_undo_it(cast: Any, client_of: ClientOf) -> None:
    page = a_draft(cast, client_of)
    writer, publisher = client_of(cast.editor), client_of(cast.staff)
    address, title = f"/cms/pages/{page.pk}/edit/", "自动保存的草稿"
    draft = {**form(title=title), **loaded(writer, page)}
    publish = f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}"
    assert publisher.get(publish).status_code == 200, "what is slow the first time is not slow in the race"
    saved: list[Any] = []
    published: list[Any] = []
    with paused_before_saving() as (waits, goes_on):
        autosave = in_a_thread(lambda: writer.post(address, draft, headers=JSON), saved)
        assert waits.wait(LONG), saved
        other = in_a_thread(lambda: publisher.post(publish, {}), published)
        other.join(1)  # it has to wait for the page, or it is done already
        goes_on.set()
        for thread in (autosave, other):
            thread.join(LONG)
            assert not thread.is_alive(), f"not done in {LONG} s"
    assert [getattr(one, "status_code", one) for one in (*saved, *published)] == [200, 302]
    page.refresh_from_db()
    assert page.live
    assert page.title == title, "it was published after what was saved, not before"


@pytest.mark.django_db
def test_the_second_editor_is_refused_with_both_texts_kept(cast: Any, client_of: ClientOf) -> None:
    page = a_draft(cast, client_of)
    one, other = client_of(cast.editor), client_of(cast.staff)
    address = f"/cms/pages/{page.pk}/edit/"
    first, second = loaded(one, page), loaded(other, page)
    assert one.post(address, {**form(summary="甲写的摘要"), **first}).status_code == 302
    answer = other.post(address, {**form(summary="乙写的摘要"), **second})
    text = answer.content.decode()
    assert answer.status_code == 409
    newest = page.revisions.latest("pk")
    assert newest.content["summary"] == "甲写的摘要"
    assert "乙写的摘要" in text
    assert reverse("wagtailadmin_pages:revisions_view", args=[page.pk, newest.pk]) in text
    sent = next(one.sent for one in forms_in(text) if "loaded_revision_id" in one.sent)
    knows = {name: sent[name][0] for name in first}
    assert other.post(address, {**form(summary="乙写的摘要"), **knows}).status_code == 302
    assert [one.content["summary"] for one in page.revisions.order_by("-pk")[:2]] == ["乙写的摘要", "甲写的摘要"]


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_publishing_what_one_has_not_seen_is_refused_too(action: str, cast: Any, client_of: ClientOf) -> None:
    page = a_draft(cast, client_of)
    one, other = client_of(cast.editor), client_of(cast.staff)
    address = f"/cms/pages/{page.pk}/edit/"
    old = loaded(other, page)
    one.post(address, {**form(summary="甲写的摘要"), **loaded(one, page)})
    assert other.post(address, {**form(summary="乙写的摘要"), **old, action: "1"}).status_code == 409
    page.refresh_from_db()
    assert not page.live


@pytest.mark.django_db
def test_a_save_that_does_not_say_what_it_has_loaded_is_refused(cast: Any, client_of: ClientOf) -> None:
    page = a_draft(cast, client_of)
    client, address, before = client_of(cast.editor), f"/cms/pages/{page.pk}/edit/", page.revisions.count()
    for careless in ({}, {"loaded_revision_id": ""}, {"loaded_revision_id": "abc"}, {"overwrite_revision_id": "-1"}):
        answer = client.post(address, {**form(summary="不知道改的是哪一版"), **careless})
        assert answer.status_code == 409 and "不知道改的是哪一版" in answer.content.decode()
        assert client.post(address, {**form(), **careless}, headers=JSON).status_code in (400, 409, 422)
    assert page.revisions.count() == before


WRITES = ("edit/", "unpublish/", "delete/", "lock/", "unlock/", "privacy/", "copy/", "convert_alias/")


@pytest.mark.django_db
def test_every_write_to_a_page_holds_its_row_first(cast: Any, client_of: ClientOf) -> None:
    """Before anything of it is read; who may not enter the CMS holds nothing."""
    page = a_guide(by=cast.editor)
    places = [f"/cms/pages/{page.pk}/{place}" for place in WRITES]
    revision = page.save_revision()
    places += [f"/cms/pages/{page.pk}/revisions/{revision.pk}/{verb}/" for verb in ("revert", "unschedule")]
    places += [f"/cms/pages/workflow/action/{page.pk}/approve/1/", f"/cms/pages/{page.pk}/move/2/confirm/"]
    places += [f"/cms/bulk/wagtailcore/page/{verb}/?id={page.pk}" for verb in ("publish", "unpublish", "delete")]
    for place in places:
        assert reads_before_the_lock(client_of(cast.staff), place) == [], place
        assert reads_before_the_lock(client_of(cast.outsider), place) is None, place


def reads_before_the_lock(client: Client, place: str) -> list[str] | None:
    """Queries about pages before their rows are held; None when they never are."""
    client.raise_request_exception = False
    seen: list[str] = []

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        client.post(place, {})
    own = [one for one in seen if 'FROM "wagtailcore_page"' in one]
    lock = 'SELECT "wagtailcore_page"."id" AS "pk" FROM "wagtailcore_page" WHERE'
    for number, sql in enumerate(own):
        if sql.startswith(lock) and "ORDER BY 1 ASC" in sql:
            return [one for one in own[:number] if '"wagtailcore_page"."path" AS "path"' not in one]
    return None
