"""Stories of topic pages."""

from typing import Any

import pytest
from django.urls import reverse

from community.threads.actions import hide_post
from tests.budget import same_queries
from tests.factories.notes import a_note
from tests.factories.threads import a_reply, a_thread

pytestmark = [pytest.mark.django_db, pytest.mark.needs("elasticsearch")]


def page_of(client: Any, name: str, **more: str) -> str:
    answer = client.get(reverse("feed:topic", args=[name]), more)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_what_carries_the_topic_is_listed(cast: Any, client_of: Any, settle: Any) -> None:
    thread = a_thread(by=cast.alice, title="六个月不张嘴", text="#第一口辅食# 他只玩勺子。")
    other = a_thread(by=cast.alice, title="与此无关", text="没有话题。")
    answered = a_thread(by=cast.bob, title="吃得太急", text="怎么办？")
    a_reply(by=cast.alice, thread=answered, text="看看 #第一口辅食# 里怎么说。")
    note = a_note(by=cast.mei, title="小碗三個月", text="#第一口輔食# 吸得住。")
    settle()
    for name in ("第一口辅食", "第一口輔食"):
        page = page_of(client_of(cast.nobody), name)
        assert all(address in page for address in (f"/t/{thread.pk}/", f"/t/{answered.pk}/", f"/notes/{note.pk}/"))
        assert f"/t/{other.pk}/" not in page
    notes = page_of(client_of(cast.nobody), "第一口辅食", kind="note")
    assert f"/notes/{note.pk}/" in notes and f'href="/t/{thread.pk}/"' not in notes


def test_what_was_hidden_is_not_listed(cast: Any, client_of: Any, settle: Any) -> None:
    thread = a_thread(by=cast.alice, title="六个月不张嘴", text="#第一口辅食# 他只玩勺子。")
    settle()
    hide_post(by=cast.staff, id=str(thread.posts.get(number=1).pk))
    assert f"/t/{thread.pk}/" not in page_of(client_of(cast.outsider), "第一口辅食")
    settle()
    page = page_of(client_of(cast.outsider), "第一口辅食")
    assert f"/t/{thread.pk}/" not in page and "noindex" in page


@pytest.mark.parametrize("name", ["nobody-wrote-this", "x" * 500, "<script>alert(1)</script>", "a/b", "%", "' OR 1=1"])
def test_any_name_has_a_page(cast: Any, client_of: Any, name: str) -> None:
    page = page_of(client_of(cast.nobody), name)
    assert "<script>alert" not in page and "noindex" in page


def test_no_name_is_no_topic(cast: Any, client_of: Any) -> None:
    for path in ("%23", "%20", "%E2%80%8B"):
        assert client_of(cast.nobody).get(f"/topics/{path}/").status_code == 404, path


def test_as_many_queries_for_many_as_for_one(cast: Any, client_of: Any, settle: Any) -> None:
    client = client_of(cast.outsider)
    a_thread(by=cast.alice, title="第一个话题", text="#睡觉# 好。")
    a_note(by=cast.alice, title="笔记之一", text="#睡觉# 好。")
    settle()

    def more() -> None:
        for number in range(12):
            a_thread(by=cast.bob, title=f"又一个话题 {number + 1}", text="#睡觉# 好。")
        a_note(by=cast.bob, title="笔记之二", text="#睡觉# 好。")
        settle()

    assert same_queries(lambda: client.get(reverse("feed:topic", args=["睡觉"])), more) <= 20
