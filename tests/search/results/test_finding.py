"""Stories of finding: what is published is found, what is taken away is not, whoever looks."""

from typing import Any

import pytest
from django.urls import reverse

from community.notes.actions import delete_note
from community.threads.actions import delete_post, edit_post, hide_post, restore_post
from tests.factories.content import a_guide
from tests.factories.notes import a_note
from tests.factories.threads import a_reply, a_thread

pytestmark = pytest.mark.django_db


def asked(client: Any, words: str, /, **more: str) -> str:
    answer = client.get(reverse("results:search"), {"q": words, **more})
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex, follow"
    return str(answer.content.decode())


@pytest.fixture
def outsider(cast: Any, client_of: Any) -> Any:
    return client_of(cast.outsider)


def test_a_thread_is_found_once_it_is_there(cast: Any, client_of: Any, settle: Any, outsider: Any) -> None:
    thread = a_thread(by=cast.alice, title="湿疹反反复复怎么护理", text="膝盖后面又红了。")
    assert thread.title not in asked(outsider, "湿疹")
    settle()
    for person in (cast.outsider, cast.nobody, cast.alice):
        page = asked(client_of(person), "湿疹")
        assert f'href="/t/{thread.pk}/"' in page and "<mark>湿疹</mark>反反复复怎么护理" in page


def test_a_reply_is_found_in_its_thread(cast: Any, settle: Any, outsider: Any) -> None:
    thread = a_thread(by=cast.alice, title="洗澡水多热合适", text="家里没有温度计。")
    post = a_reply(by=cast.bob, thread=thread, text="手肘试一下，或者买个浮水温度计，**蒲公英**那种。")
    settle()
    assert "<mark>蒲公英</mark>" in asked(outsider, "蒲公英")
    edit_post(by=cast.bob, post=post, text="手肘试一下就好。")
    settle()
    assert f"/t/{thread.pk}/" not in asked(outsider, "蒲公英")


def test_what_is_hidden_or_removed_is_found_by_nobody(cast: Any, client_of: Any, settle: Any, outsider: Any) -> None:
    thread = a_thread(by=cast.alice, title="海马睡袋值得买吗", text="在看海马牌。")
    post = thread.posts.get(number=1)
    settle()
    hide_post(by=cast.staff, id=str(post.pk))
    assert "海马睡袋" not in asked(outsider, "睡袋"), "not even before the index heard of it"
    settle()
    for person in (cast.outsider, cast.nobody, cast.bob):
        assert "海马睡袋" not in asked(client_of(person), "睡袋")
    restore_post(by=cast.staff, id=str(post.pk))
    settle()
    assert f"/t/{thread.pk}/" in asked(outsider, "睡袋")
    delete_post(by=cast.alice, post=post)
    settle()
    assert f"/t/{thread.pk}/" not in asked(outsider, "睡袋")
    suggested = outsider.get(reverse("results:suggest"), {"q": "海马"}).content.decode()
    assert "海马睡袋" not in suggested


def test_notes_and_guides_are_found_in_either_script(cast: Any, client_of: Any, settle: Any, outsider: Any) -> None:
    guide = a_guide(by=cast.editor, title="湿疹：先把润肤做够")
    note = a_note(by=cast.mei, title="濕疹膏空瓶記", text="擦了三個月。")
    settle()
    for words in ("湿疹", "濕疹", "湿疹 怎么办"):
        page = asked(outsider, words)
        assert guide.get_url() in page and f"/notes/{note.pk}/" in page, words
        assert "<mark>濕疹</mark>膏空瓶記" in page, "marked as it was written"
    only_notes = asked(outsider, "湿疹", kind="note")
    assert f"/notes/{note.pk}/" in only_notes and guide.get_url() not in only_notes
    guide.unpublish()
    delete_note(by=cast.mei, note=note)
    settle()
    page = asked(outsider, "湿疹")
    assert guide.get_url() not in page and f"/notes/{note.pk}/" not in page


def test_a_draft_is_found_by_nobody(cast: Any, client_of: Any, settle: Any) -> None:
    guide = a_guide(by=cast.editor, title="睡眠：看完就好")
    guide.title = "未公开的标题改动"
    guide.save_revision()
    settle()
    assert (
        "未公开的标题改动"
        not in asked(client_of(cast.editor), "未公开的标题改动")
        .replace('value="未公开的标题改动"', "")
        .split("<main", 1)[1]
        .split("</search>", 1)[1]
    )


def test_other_words_for_the_same_are_said_aloud(cast: Any, settle: Any, outsider: Any) -> None:
    thread = a_thread(by=cast.alice, title="奶癣擦什么", text="脸上一片红。")
    settle()
    page = asked(outsider, "湿疹")
    assert f"/t/{thread.pk}/" in page and "奶癣" in page and "words=exact" in page
    assert f"/t/{thread.pk}/" not in asked(outsider, "湿疹", words="exact")


def test_pinyin_suggests_and_finds(cast: Any, settle: Any, outsider: Any) -> None:
    thread = a_thread(by=cast.alice, title="小海豚水枪好玩吗", text="想买给一岁半。")
    settle()
    for typed in ("xiaohaitun", "xiao hai t", "xht", "小海"):
        answer = outsider.get(reverse("results:suggest"), {"q": typed}).content.decode()
        assert f"/t/{thread.pk}/" in answer, typed
    assert "湿疹" in outsider.get(reverse("results:suggest"), {"q": "shizhen"}).content.decode()
    assert f"/t/{thread.pk}/" in asked(outsider, "xiaohaitun shuiqiang")
    assert f"/t/{thread.pk}/" in asked(outsider, "小孩豚"), "typed with a wrong character of the same sound"


def test_nothing_found_leads_on(cast: Any, settle: Any, outsider: Any) -> None:
    a_thread(by=cast.alice, title="随便说说", text="#好好睡觉# 昨晚睡了五小时。")
    settle()
    page = asked(outsider, "qqqqqq")
    assert reverse("threads:open") in page and "/topics/" in page


def test_an_emergency_is_answered_first(outsider: Any) -> None:
    page = asked(outsider, "宝宝发烧抽搐")
    assert 'href="tel:120"' in page
    assert 'href="tel:120"' not in asked(outsider, "辅食")
