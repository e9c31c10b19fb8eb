"""Stories of a thread: opened, answered, liked, put right, removed."""

import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from community.threads.actions import close_thread, reopen_thread
from community.threads.models import Post, Thread
from tests.budget import same_queries
from tests.factories.circles import a_circle
from tests.factories.threads import a_reply, a_thread
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db
NEW = "/t/new/"


def page_of(thread: Thread, client: Any) -> str:
    answer = client.get(thread.get_absolute_url())
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_alice_opens_a_thread_and_bob_answers(cast: Any, client_of: Any) -> None:
    circle = a_circle()
    alice, bob = client_of(cast.alice), client_of(cast.bob)
    form = alice.get(NEW, {"circle": circle.slug})
    assert form.status_code == 200 and circle.name in form.content.decode()

    answer = alice.post(NEW, {"circle": circle.slug, "title": "辅食怎么加", "text": "他会**张嘴**。 #第一口辅食#"})
    thread = Thread.objects.get()
    assert answer.status_code == 302 and answer["Location"] == thread.get_absolute_url()
    circle.refresh_from_db()
    assert (circle.threads_count, thread.topics, thread.posts_count) == (1, ["第一口辅食"], 1)

    answer = bob.post(f"/t/{thread.pk}/reply/", {"text": "可以再等一两周。", "reply_to": "1"})
    assert answer["Location"] == f"/t/{thread.pk}/#p2"
    page = page_of(thread, alice)
    assert "<strong>张嘴</strong>" in page and "可以再等一两周。" in page and 'href="/topics/' in page
    assert "爸爸鲍勃" in page and "他会张嘴" in page, "the answer quotes what it answers"
    assert "辅食怎么加" in client_of(cast.nobody).get(circle.get_absolute_url()).content.decode()


def test_a_double_click_makes_one_post(cast: Any, client_of: Any) -> None:
    thread, token = a_thread(by=cast.alice), str(uuid.uuid4())
    bob = client_of(cast.bob)
    for _click in range(2):
        answer = bob.post(f"/t/{thread.pk}/reply/", {"text": "收到。", "token": token})
        assert answer["Location"].endswith("#p2")
    assert thread.posts.count() == 2
    stolen = client_of(cast.outsider).post(f"/t/{thread.pk}/reply/", {"text": "抄一个。", "token": token})
    assert stolen.status_code == 409 and "抄一个。" in stolen.content.decode()

    new = {"circle": thread.circle.slug, "title": "再问一句", "text": "好。", "token": str(uuid.uuid4())}
    places = {bob.post(NEW, new)["Location"] for _click in range(2)}
    assert len(places) == 1 and Thread.objects.count() == 2


def test_a_refused_form_keeps_what_was_typed(cast: Any, client_of: Any) -> None:
    circle, alice = a_circle(), client_of(cast.alice)
    for title, text, status in (
        ("短", "够长的话", 422),
        ("够长的题目", "  \u200b ", 422),
        ("长" * 121, "话", 413),
        ("够长的题目", "话" * 20_001, 413),
    ):
        answer = alice.post(NEW, {"circle": circle.slug, "title": title, "text": text})
        said = answer.content.decode()
        assert answer.status_code == status and 'role="alert"' in said
        assert title in said and text.strip()[:20_000] in said
    assert not Thread.objects.exists() and not Post.objects.exists()


@pytest.mark.once("tests/community/threads/test_bad_input.py::test_naughty_titles_and_fields_get_an_answer")
def test_ten_megabytes_of_text_are_refused_with_a_sentence(cast: Any, client_of: Any) -> None:
    thread = a_thread(by=cast.alice)
    answer = client_of(cast.bob).post(f"/t/{thread.pk}/reply/", {"text": "话" * (10_000_000 // 3)})
    said = answer.content.decode()
    assert answer.status_code == 413 and "20,000" in said
    assert said.count("话") >= 20_000 and len(said) < 200_000
    assert thread.posts.count() == 1


def test_without_an_account_one_reads_and_is_asked_to_sign_in(cast: Any, client_of: Any) -> None:
    thread, nobody = a_thread(by=cast.alice), client_of(cast.nobody)
    assert thread.title in page_of(thread, nobody)
    assert nobody.get(NEW)["Location"].startswith(reverse("account_login"))
    late = nobody.post(f"/t/{thread.pk}/reply/", {"text": "写了很久的话"})
    assert late.status_code == 403 and "写了很久的话" in late.content.decode(), "an expired session keeps the words"
    late = nobody.post(NEW, {"circle": thread.circle.slug, "title": "写了很久", "text": "写了很久的话"})
    assert late.status_code == 403 and "写了很久的话" in late.content.decode()
    assert nobody.post(f"/t/{thread.pk}/1/like/").status_code == 403


def test_the_outsider_changes_and_removes_nothing_of_others(cast: Any, client_of: Any) -> None:
    thread, outsider = a_thread(by=cast.alice), client_of(cast.outsider)
    for what in ("edit", "delete"):
        assert outsider.get(f"/t/{thread.pk}/1/{what}/").status_code == 403
        assert outsider.post(f"/t/{thread.pk}/1/{what}/", {"text": "改掉", "title": "改掉题目"}).status_code == 403
    post = thread.posts.get()
    assert post.text == "他现在扶着能坐十几秒。" and post.deleted_at is None
    assert client_of(cast.staff).post(f"/t/{thread.pk}/1/edit/", {"text": "改掉"}).status_code == 403


def test_alice_puts_her_words_right(cast: Any, client_of: Any) -> None:
    thread, alice = a_thread(by=cast.alice), client_of(cast.alice)
    assert "他现在扶着能坐十几秒。" in alice.get(f"/t/{thread.pk}/1/edit/").content.decode()
    edited(alice, f"/t/{thread.pk}/1/edit/", {"title": "矫正月龄怎么算", "text": "改好了 #早产儿#"})
    thread.refresh_from_db()
    assert (thread.title, thread.topics) == ("矫正月龄怎么算", ["早产儿"])
    assert thread.excerpt.startswith("改好了")
    refused = edited(alice, f"/t/{thread.pk}/1/edit/", {"title": "题目还在这", "text": ""})
    assert refused.status_code == 422 and "题目还在这" in refused.content.decode()


def test_a_removed_post_keeps_its_number(cast: Any, client_of: Any) -> None:
    thread = a_thread(by=cast.alice)
    a_reply(by=cast.bob, thread=thread, text="说错了的话")
    a_reply(by=cast.mei, thread=thread, text="第三樓", reply_to=2)
    bob = client_of(cast.bob)
    bob.get(f"/t/{thread.pk}/2/delete/")
    assert bob.post(f"/t/{thread.pk}/2/delete/").status_code == 302
    assert bob.post(f"/t/{thread.pk}/2/delete/").status_code == 404
    page = page_of(thread, client_of(cast.outsider))
    assert "说错了的话" not in page and 'id="p2"' in page and 'id="p3"' in page
    thread.refresh_from_db()
    assert (thread.posts_count, thread.last_number) == (2, 3)
    assert a_reply(by=cast.bob, thread=thread).number == 4
    assert client_of(cast.outsider).get(f"/t/{thread.pk}/2/").status_code == 302


def test_a_thread_goes_with_its_only_post_and_stays_with_answers(cast: Any, client_of: Any) -> None:
    circle, alice = a_circle(), client_of(cast.alice)
    lone = a_thread(by=cast.alice, circle=circle)
    answered = a_thread(by=cast.alice, circle=circle)
    a_reply(by=cast.bob, thread=answered)
    for thread in (lone, answered):
        assert alice.post(f"/t/{thread.pk}/1/delete/").status_code == 302
    assert alice.get(lone.get_absolute_url()).status_code == 404
    page = page_of(answered, client_of(cast.bob))
    assert "他现在扶着能坐十几秒。" not in page and "看孩子准备好没有。" in page
    circle.refresh_from_db()
    assert circle.threads_count == 1


def test_likes_count_once(cast: Any, client_of: Any) -> None:
    thread, bob = a_thread(by=cast.alice), client_of(cast.bob)
    for what, count in (("like", 1), ("like", 1), ("unlike", 0), ("unlike", 0), ("like", 1)):
        assert bob.post(f"/t/{thread.pk}/1/{what}/").status_code == 302
        assert thread.posts.get().likes_count == count
    assert client_of(cast.alice).post(f"/t/{thread.pk}/1/like/").status_code == 422, "not one's own"
    fragment = bob.post(f"/t/{thread.pk}/1/unlike/", headers={"HX-Request": "true"}).content.decode()
    assert fragment.startswith('<span class="like" id="like-1"') and 'aria-pressed="false"' in fragment


def test_a_closed_thread_takes_no_more(cast: Any, client_of: Any) -> None:
    thread = a_thread(by=cast.alice)
    close_thread(by=cast.staff, thread=thread)
    answer = client_of(cast.bob).post(f"/t/{thread.pk}/reply/", {"text": "还想说一句"})
    assert answer.status_code == 409 and "还想说一句" in answer.content.decode()
    reopen_thread(by=cast.staff, thread=thread)
    assert client_of(cast.bob).post(f"/t/{thread.pk}/reply/", {"text": "还想说一句"}).status_code == 302


def test_htmx_adds_the_reply_in_place(cast: Any, client_of: Any) -> None:
    thread, bob = a_thread(by=cast.alice), client_of(cast.bob)
    a_reply(by=cast.mei, thread=thread, text="同時寫的")
    answer = bob.post(f"/t/{thread.pk}/reply/", {"text": "我来了", "seen": "1"}, headers={"HX-Request": "true"})
    said = answer.content.decode()
    assert "同時寫的" in said and "我来了" in said and 'id="p1"' not in said
    assert 'id="reply"' in said and 'id="said"' in said and "<html" not in said
    refused = bob.post(f"/t/{thread.pk}/reply/", {"text": " ", "seen": "3"}, headers={"HX-Request": "true"})
    assert refused.status_code == 422 and refused["HX-Retarget"] == "#reply"


def test_numbers_lead_to_the_page_that_holds_them(cast: Any, client_of: Any) -> None:
    thread = a_thread(by=cast.alice)
    for number in range(2, 43):
        a_reply(by=(cast.bob, cast.mei)[number % 2], thread=thread, text=f"话{number}")
    alice = client_of(cast.alice)
    assert alice.get(f"/t/{thread.pk}/20/")["Location"] == f"/t/{thread.pk}/#p20"
    place = alice.get(f"/t/{thread.pk}/21/")["Location"]
    assert place == f"/t/{thread.pk}/?after=20#p21"
    page = alice.get(place).content.decode()
    assert 'id="p21"' in page and 'id="p40"' in page and 'id="p41"' not in page and 'id="p20"' not in page
    assert alice.get(f"/t/{thread.pk}/43/").status_code == 404
    assert alice.get(f"/en/t/{thread.pk}/30/")["Location"].startswith("/en/t/")
    for odd in ("x", "-1", "9" * 40, "١"):
        assert 'id="p1"' in alice.get(thread.get_absolute_url(), {"after": odd}).content.decode()
    far = client_of(cast.bob).post(
        f"/t/{thread.pk}/reply/", {"text": "末尾", "seen": "20"}, headers={"HX-Request": "true"}
    )
    assert far.status_code == 204 and far["HX-Redirect"] == f"/t/{thread.pk}/?after=40#p43"


def test_as_many_queries_for_a_full_page_as_for_one_post(cast: Any, client_of: Any) -> None:
    thread = a_thread(by=cast.alice)
    client = client_of(cast.outsider)

    def more() -> None:
        for number in range(25):
            cache.clear()
            a_reply(by=(cast.bob, cast.mei)[number % 2], thread=thread, reply_to=1)

    a_reply(by=cast.bob, thread=thread, reply_to=1)
    assert same_queries(lambda: client.get(thread.get_absolute_url()), more) <= 16


def test_as_many_queries_for_a_long_circle_as_for_a_short_one(cast: Any, client_of: Any) -> None:
    circle = a_circle()
    a_thread(by=cast.alice, circle=circle)
    client = client_of(cast.outsider)

    def more() -> None:
        for number in range(30):
            cache.clear()
            a_thread(by=(cast.bob, cast.mei)[number % 2], circle=circle, title=f"第 {number} 个问题")

    assert same_queries(lambda: client.get(circle.get_absolute_url()), more) <= 14
    first = client.get(circle.get_absolute_url()).content.decode()
    assert "after=" in first and "第 29 个问题" in first and "第 9 个问题" not in first
