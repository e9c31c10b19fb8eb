"""Who is called by a post or a note is told once, also when an edit calls them, and however often it is edited."""

from typing import Any

import pytest
from django.core.cache import cache

from community.moderation.actions import hide, restore
from community.moderation.rules import Ref
from community.notifications.models import Notice
from community.threads.events import PostEdited
from community.threads.models import Thread
from tadpole.events import publish
from tests.factories.notes import a_note
from tests.factories.threads import a_reply, a_thread
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db


def told(person: Any) -> list[str]:
    return [notice.url for notice in Notice.objects.filter(to=person.pk, kind="mention").order_by("pk")]


def edit(client: Any, thread: Thread, text: str, number: int = 1) -> int:
    title = {"title": thread.title} if number == 1 else {}
    return int(edited(client, f"/t/{thread.pk}/{number}/edit/", {**title, "text": text}).status_code)


def test_an_edit_calls_those_newly_named_and_nobody_twice(cast: Any, client_of: Any, settle: Any) -> None:
    cast.bob, cast.mei, cast.outsider  # noqa: B018  they are there to be called
    thread, alice = a_thread(by=cast.alice, text="@爸爸鲍勃 你家怎么加的？"), client_of(cast.alice)
    settle()
    assert (len(told(cast.bob)), told(cast.mei)) == (1, [])
    for text in (
        "@爸爸鲍勃 你家怎么加的？@小美媽媽 帮忙看看",
        "@爸爸鲍勃 你家怎么加的？",
        "@爸爸鲍勃 @小美媽媽 @阿芷在路上 帮忙看看",
        "改一个字。@小美媽媽 @爸爸鲍勃",
    ):
        assert edit(alice, thread, text) == 302
        settle()
        assert (len(told(cast.bob)), told(cast.mei)) == (1, [f"/~/t/{thread.pk}/1/"])
    assert told(cast.alice) == [], "nobody is told of what they did themselves"
    assert "阿芷在路上 在“" in client_of(cast.mei).get("/notices/").content.decode()
    assert not Notice.objects.filter(to=cast.outsider.pk).exists()


def test_heard_twice_or_late_it_is_told_once(cast: Any, client_of: Any, settle: Any) -> None:
    cast.mei  # noqa: B018
    thread = a_thread(by=cast.alice)
    reply = a_reply(by=cast.bob, thread=thread)
    edit(client_of(cast.bob), thread, "@小美媽媽 看看这个", number=2)
    for _again in range(2):
        publish(PostEdited(post_id=reply.pk, thread_id=thread.pk))
    settle()
    assert told(cast.mei) == [f"/~/t/{thread.pk}/2/"]
    edit(client_of(cast.bob), thread, "还是不麻烦了", number=2)
    publish(PostEdited(post_id=reply.pk, thread_id=thread.pk))
    settle()
    assert len(told(cast.mei)) == 1


def test_who_was_answered_is_not_told_again_when_called(cast: Any, client_of: Any, settle: Any) -> None:
    thread = a_thread(by=cast.alice)
    a_reply(by=cast.bob, thread=thread, reply_to=1)
    settle()
    edit(client_of(cast.bob), thread, "@阿芷在路上 再说一句", number=2)
    settle()
    assert Notice.objects.filter(to=cast.alice.pk).exclude(kind="badge").count() == 1


def test_an_edit_that_was_hidden_before_it_was_heard_tells_when_it_is_back(
    cast: Any, client_of: Any, settle: Any
) -> None:
    cast.mei  # noqa: B018
    thread = a_thread(by=cast.alice)
    post, ref = thread.posts.get(), Ref("post", str(thread.posts.get().pk))
    edit(client_of(cast.alice), thread, "@小美媽媽 看看")
    hide(by=cast.staff, ref=ref, reason="看一下")
    settle()
    assert told(cast.mei) == []
    assert edit(client_of(cast.alice), thread, "@小美媽媽 @爸爸鲍勃") == 409, "what is hidden cannot be changed"
    restore(by=cast.staff, ref=ref, reason="没事")
    publish(PostEdited(post_id=post.pk, thread_id=thread.pk))
    settle()
    assert len(told(cast.mei)) == 1


def test_calling_by_edits_is_no_faster_than_by_answers(cast: Any, client_of: Any) -> None:
    cast.mei  # noqa: B018
    thread, fresh = a_thread(by=cast.newcomer), client_of(cast.newcomer)
    cache.clear()
    answers = [edit(fresh, thread, "@小美媽媽" if turn % 2 else "不叫谁了") for turn in range(44)]
    assert answers[:41] == [302] * 41 and 429 in answers[41:], "twenty calls an hour, and then a word about it"
    assert edit(fresh, thread, "改错字不算") == 302


def test_a_note_calls_too_and_an_edit_of_it(cast: Any, client_of: Any, settle: Any) -> None:
    cast.bob, cast.mei  # noqa: B018
    note = a_note(by=cast.alice, text="@爸爸鲍勃 你说的那只碗。")
    settle()
    assert (told(cast.bob), told(cast.mei)) == ([f"/~/notes/{note.pk}/"], [])
    kept = {"title": note.title, "photos": [str(note.photos.get().pk)]}
    alice = client_of(cast.alice)
    for text in ("@爸爸鲍勃 @小美媽媽 那只碗。", "那只碗。", "@小美媽媽 @爸爸鲍勃 又改了一次。"):
        answer = edited(alice, f"/notes/{note.pk}/edit/", {**kept, "text": text}, follow=True)
        assert "改好了" in answer.content.decode()
        settle()
        assert (len(told(cast.bob)), len(told(cast.mei))) == (1, 1)


def test_a_hidden_note_calls_nobody(cast: Any, settle: Any) -> None:
    cast.mei  # noqa: B018
    note = a_note(by=cast.alice, text="@小美媽媽 看看")
    hide(by=cast.staff, ref=Ref("note", str(note.pk)), reason="看一下")
    settle()
    assert told(cast.mei) == []
