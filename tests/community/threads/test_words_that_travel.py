"""Who hears of a reply, and what staff may do to a post."""

from typing import Any

import pytest

from community.badges.models import Award
from community.moderation.actions import flag, hide, restore
from community.moderation.rules import Ref
from community.notifications.models import Notice
from community.threads.actions import delete_post, ensure_discussion, hide_post, like, recount_circle, recount_thread
from community.threads.models import Thread
from community.threads.queries import discussion, recent_threads
from tadpole.accounts.models import User
from tadpole.errors import Refused
from tests.cast import member
from tests.factories.circles import a_circle
from tests.factories.content import a_guide
from tests.factories.threads import a_reply, a_thread

pytestmark = pytest.mark.django_db


def told(person: User) -> list[tuple[str, str]]:
    return list(Notice.objects.filter(to=person).exclude(kind="badge").order_by("pk").values_list("kind", "url"))


def test_each_is_told_once_and_nobody_of_themselves(cast: Any, settle: Any) -> None:
    assert cast.bob.is_authenticated  # signed up before he is called
    thread = a_thread(by=cast.alice, text="@爸爸鲍勃 你家怎么加的？")
    settle()
    assert told(cast.bob) == [("mention", f"/~/t/{thread.pk}/1/")] and told(cast.alice) == []

    a_reply(by=cast.bob, thread=thread, text="@阿芷在路上 @小美媽媽 @爸爸鲍勃 看准备好没有", reply_to=1)
    cast.mei  # noqa: B018  she signs up after she was called: nobody to tell
    settle()
    settle()
    assert told(cast.alice) == [("answer", f"/~/t/{thread.pk}/2/")], "answered, called and author: one notice"
    assert len(told(cast.bob)) == 1 and told(cast.mei) == []

    a_reply(by=cast.mei, thread=thread, text="我們等到矯正六個月 @爸爸鲍勃", reply_to=2)
    settle()
    assert told(cast.bob)[1:] == [("answer", f"/~/t/{thread.pk}/3/")]
    assert told(cast.alice)[1:] == [("reply", f"/~/t/{thread.pk}/3/")]


def test_a_notice_reads_well_in_each_language(cast: Any, client_of: Any, settle: Any) -> None:
    a_reply(by=cast.bob, thread=a_thread(by=cast.alice, title="辅食怎么加"))
    settle()
    alice = client_of(cast.alice)
    assert "爸爸鲍勃 回复了“辅食怎么加”" in alice.get("/notices/").content.decode()
    assert "爸爸鲍勃 回覆了「辅食怎么加」" in alice.get("/zh-hant/notices/").content.decode()
    assert "爸爸鲍勃 replied in “辅食怎么加”" in alice.get("/en/notices/").content.decode()


def test_nobody_is_told_of_what_was_removed_before(cast: Any, settle: Any) -> None:
    thread = a_thread(by=cast.alice)
    delete_post(by=cast.bob, post=a_reply(by=cast.bob, thread=thread))
    settle()
    assert told(cast.alice) == []


def test_badges_come_once(cast: Any, settle: Any) -> None:
    thread = a_thread(by=cast.alice)
    a_thread(by=cast.alice)
    for by in (cast.alice, cast.bob, cast.bob):
        a_reply(by=by, thread=thread)
    settle()
    assert sorted(Award.objects.values_list("user", "code")) == sorted(
        [(cast.alice.pk, "first_thread"), (cast.bob.pk, "first_reply")]
    )


def test_ten_people_found_it_helpful(cast: Any, settle: Any) -> None:
    post = a_thread(by=cast.alice).posts.get()
    for number in range(10):
        like(by=member(f"fan{number}", f"读者{number}号"), post=post)
    settle()
    assert Award.objects.filter(user=cast.alice, code="helpful").count() == 1


def test_staff_hide_a_post_and_bring_it_back(cast: Any, client_of: Any, settle: Any) -> None:
    thread = a_thread(by=cast.alice)
    post = a_reply(by=cast.bob, thread=thread, text="加我微信买奶粉")
    a_reply(by=cast.mei, thread=thread, text="真的嗎", reply_to=2)
    ref = Ref("post", str(post.pk))
    flag(by=cast.alice, ref=ref, reason="advert")
    hide(by=cast.staff, ref=ref, reason="是广告")
    settle()
    for reader in (cast.outsider, cast.alice, cast.nobody):
        page = client_of(reader).get(thread.get_absolute_url()).content.decode()
        assert "加我微信" not in page and "是广告" not in page and 'id="p2"' in page, reader
    own = client_of(cast.bob).get(thread.get_absolute_url()).content.decode()
    assert "加我微信" in own and "是广告" in own
    assert "加我微信" in client_of(cast.staff).get(thread.get_absolute_url()).content.decode()
    outsider = client_of(cast.outsider)
    assert outsider.post(f"/t/{thread.pk}/2/like/").status_code == 404
    assert outsider.post(f"/t/{thread.pk}/reply/", {"text": "回你", "reply_to": "2"}).status_code == 422
    assert client_of(cast.bob).post(f"/t/{thread.pk}/2/edit/", {"text": "改"}).status_code == 409
    thread.refresh_from_db()
    assert thread.posts_count == 2
    restore(by=cast.staff, ref=ref, reason="看错了")
    thread.refresh_from_db()
    assert thread.posts_count == 3
    assert "加我微信" in outsider.get(thread.get_absolute_url()).content.decode()


def test_a_hidden_opening_post_takes_its_thread_along(cast: Any, client_of: Any) -> None:
    circle = a_circle()
    thread = a_thread(by=cast.alice, circle=circle, title="卖奶粉的来了")
    ref = Ref("post", str(thread.posts.get().pk))
    hide(by=cast.staff, ref=ref, reason="广告")
    outsider = client_of(cast.outsider)
    assert outsider.get(thread.get_absolute_url()).status_code == 404
    assert outsider.get(f"/t/{thread.pk}/1/").status_code == 404
    assert thread.title not in outsider.get(circle.get_absolute_url()).content.decode()
    assert recent_threads(cast.outsider, 5) == [] and len(recent_threads(cast.alice, 5)) == 1
    assert client_of(cast.alice).get(thread.get_absolute_url()).status_code == 200
    assert client_of(cast.alice).post(f"/t/{thread.pk}/reply/", {"text": "为什么"}).status_code == 409
    circle.refresh_from_db()
    assert circle.threads_count == 0
    restore(by=cast.staff, ref=ref, reason="不是")
    circle.refresh_from_db()
    assert circle.threads_count == 1 and outsider.get(thread.get_absolute_url()).status_code == 200


def test_only_staff_hide(cast: Any) -> None:
    post = a_thread(by=cast.alice).posts.get()
    with pytest.raises(Refused):
        hide_post(by=cast.outsider, id=str(post.pk))


def test_newcomers_open_three_threads_an_hour(cast: Any, client_of: Any) -> None:
    circle, newcomer = a_circle(), client_of(cast.newcomer)
    for number in range(3):
        assert (
            newcomer.post("/t/new/", {"circle": circle.slug, "title": f"第 {number} 个问题", "text": "话"}).status_code
            == 302
        )
    answer = newcomer.post("/t/new/", {"circle": circle.slug, "title": "第四个问题", "text": "留着的话"})
    assert answer.status_code == 429 and "留着的话" in answer.content.decode()
    assert Thread.objects.count() == 3


def test_the_discussion_under_a_page(cast: Any, client_of: Any, settle: Any) -> None:
    ref = Ref("guide", str(a_guide(by=cast.doctor).pk))
    assert discussion(cast.bob, ref) is None
    thread = ensure_discussion(ref=ref, title="第一口辅食", url="/~/guides/first/")
    assert ensure_discussion(ref=ref, title="改了题目", url="/~/guides/first/") == thread
    bob = client_of(cast.bob)
    answer = bob.post(f"/t/{thread.pk}/reply/", {"text": "我家是这样"})
    assert answer["Location"] == "/guides/first/#p1"
    answer = bob.post(f"/en/t/{thread.pk}/reply/", {"text": "And so was ours"})
    assert answer["Location"] == "/en/guides/first/#p2"
    settle()
    page = discussion(cast.outsider, ref)
    assert page is not None and [view.post.number for view in page.posts] == [1, 2]
    assert page.thread.replies_count == 2 and recent_threads(cast.bob, 5) == []
    bob.post(f"/t/{thread.pk}/1/delete/")
    bob.post(f"/t/{thread.pk}/2/delete/")
    assert discussion(cast.bob, ref) is not None, "an empty discussion stays"


def test_the_threads_of_a_person_stand_on_their_page(cast: Any, client_of: Any) -> None:
    thread = a_thread(by=cast.alice)
    page = client_of(cast.outsider).get(cast.alice.profile.get_absolute_url())
    assert page.status_code == 200 and thread.get_absolute_url() in page.content.decode()


def test_counts_can_be_rebuilt(cast: Any) -> None:
    thread = a_thread(by=cast.alice, text="#湿疹#")
    like(by=cast.bob, post=thread.posts.get())
    a_reply(by=cast.bob, thread=thread, text="#奶癣#")
    before = {**Thread.objects.values().get()}
    Thread.objects.update(posts_count=9, topics=[])
    thread.posts.update(likes_count=7)
    thread.circle.threads_count = 5
    thread.circle.save()
    recount_thread(thread_id=thread.pk)
    recount_circle(circle_id=thread.circle_id)
    assert {**Thread.objects.values().get()} == before
    assert list(thread.posts.order_by("number").values_list("likes_count", flat=True)) == [1, 0]
    thread.circle.refresh_from_db()
    assert thread.circle.threads_count == 1
