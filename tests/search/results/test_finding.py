"""Stories of finding: what is published is found, what is taken away is not, whoever looks."""

import sys
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse

from community.kols.actions import apply, verify
from community.notes.actions import delete_note
from community.profiles.actions import change_profile
from community.threads.actions import delete_post, edit_post, hide_post, restore_post
from tests.budget import counted, same_queries
from tests.factories.content import a_guide, a_picture
from tests.factories.contests import a_contest, an_entry
from tests.factories.live import a_session
from tests.factories.notes import a_note
from tests.factories.threads import a_reply, a_thread

pytestmark = [pytest.mark.django_db, pytest.mark.needs("elasticsearch")]


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


def test_what_is_said_live_and_in_contests_is_found(cast: Any, client_of: Any, settle: Any, outsider: Any) -> None:
    contest = a_contest(by=cast.editor)
    entry = an_entry(by=cast.alice, contest=contest, title="湿疹膏用到罐底", text="抠着用完的。")
    guide, session = a_guide(by=cast.editor, title="湿疹：先把润肤做够"), a_session(by=cast.doctor, title="湿疹的冬天")
    thread = a_thread(by=cast.bob, title="湿疹反复怎么护理", text="一停就红。")
    settle()
    for words in ("湿疹", "濕疹"):
        page = asked(outsider, words)
        for address in (
            guide.get_url(),
            thread.get_absolute_url(),
            entry.get_absolute_url(),
            session.get_absolute_url(),
        ):
            assert f'href="{address}"' in page, (words, address)
        assert f'href="/notes/{entry.note_id}/"' not in page, "the entry stands for its note"
    assert f'href="/notes/{entry.note_id}/"' in asked(outsider, "湿疹", kind="note")
    delete_note(by=cast.alice, note=entry.note)
    settle()
    assert entry.get_absolute_url() not in asked(outsider, "湿疹")


def test_an_expert_is_found_by_the_name_they_have_now(cast: Any, settle: Any, outsider: Any) -> None:
    apply(by=cast.bob, speciality="新生儿科", credential="主治医师", statement="")
    settle()
    assert f'href="/kols/{cast.bob.pk}/"' not in asked(outsider, "新生儿科"), "nobody has checked the papers"
    verify(by=cast.staff, user_id=cast.bob.pk)
    guide = a_guide(by=cast.editor, title="睡眠与白噪音", author=cast.bob.profile)
    settle()
    assert f'href="/kols/{cast.bob.pk}/"' in asked(outsider, "新生儿科")
    change_profile(by=cast.bob, name="沈嘉言", bio="", avatar=None)
    settle()
    page = asked(outsider, "沈嘉言")
    assert f'href="/kols/{cast.bob.pk}/"' in page and guide.get_url() in page
    assert f'href="/kols/{cast.bob.pk}/"' not in asked(outsider, "爸爸鲍勃")


def test_the_index_can_be_built_anew(cast: Any, settle: Any, outsider: Any, capsys: Any) -> None:
    thread = a_thread(by=cast.alice, title="湿疹反复怎么护理", text="一停就红。")
    for _twice in range(2):
        call_command("search_reindex", verbosity=0)
        assert f'href="/t/{thread.pk}/"' in asked(outsider, "湿疹")
    said = capsys.readouterr().out
    assert "thread" in said and "circle" in said
    hide_post(by=cast.staff, id=str(thread.posts.get(number=1).pk))
    call_command("search_reindex", verbosity=0)
    settle()
    assert f'href="/t/{thread.pk}/"' not in asked(outsider, "湿疹")


HOSTILE = [
    "湿疹" * 5_000,
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '" OR 1=1 --',
    "title:* NEAR(",
    "\x00\x01",
    "%00",
    "a AND",
    "🐸" * 50,
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_anything_may_be_typed(cast: Any, settle: Any, client_of: Any, typed: str) -> None:
    a_thread(by=cast.alice, title="湿疹反复怎么护理", text="一停就红。")
    settle()
    page = asked(client_of(cast.nobody), typed, kind="nonsense", page="-3")
    assert "<script>alert" not in page and "<img src=x" not in page
    if len(typed) > 100:
        assert "100" in page and f"{typed[:100]}" in page and typed[:102] not in page, "cut, and said"
    assert client_of(cast.nobody).get(reverse("results:suggest"), {"q": typed}).status_code == 200


def test_what_members_write_is_escaped_in_results(cast: Any, settle: Any, outsider: Any) -> None:
    a_thread(by=cast.alice, title="湿疹<script>alert(1)</script>", text="湿疹 <b onclick=x>粗</b> &amp;")
    settle()
    page = asked(outsider, "湿疹")
    assert "<script>alert" not in page and "<b onclick" not in page and "&lt;script&gt;" in page


def test_too_many_questions_have_to_wait(outsider: Any) -> None:
    answers = [outsider.get(reverse("results:search"), {"q": "湿疹"}).status_code for _ in range(61)]
    assert answers[:60] == [200] * 60 and answers[60] == 429


@pytest.mark.once(
    "tests/search/results/test_finding.py::test_notes_and_guides_are_found_in_either_script",
    "tests/search/results/test_finding.py::test_a_thread_is_found_once_it_is_there",
)
def test_a_page_of_results_costs_the_same_for_one_and_for_many(cast: Any, settle: Any, outsider: Any) -> None:
    def some() -> None:
        for _number in range(6):
            cache.clear()
            a_thread(by=cast.alice, title="湿疹反复怎么护理", text="一停就红。 #湿疹#")
            a_note(by=cast.bob, title="湿疹膏空瓶", text="用完了。")
            a_guide(by=cast.editor, title="湿疹先润肤", cover=a_picture())
        settle()
        asked(outsider, "湿疹", kind="guide")  # the small copies of a new picture are made when it is first seen

    some()
    for kind in ("thread", "note", "guide"):
        queries = same_queries(lambda: outsider.get(reverse("results:search"), {"q": "湿疹", "kind": kind}), some)  # noqa: B023
        assert queries <= 25, kind
    mixed = counted(lambda: outsider.get(reverse("results:search"), {"q": "湿疹膏 先润肤"}))
    suggesting = counted(lambda: outsider.get(reverse("results:suggest"), {"q": "湿疹"}))
    assert len(mixed) <= 30 and len(suggesting) <= 25, (len(mixed), len(suggesting))
    sys.stdout.write(f"\nqueries: results {queries} to {len(mixed)}, suggestions {len(suggesting)}\n")
