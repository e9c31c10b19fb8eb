"""Guides: an editor publishes, parents read, nobody else gets at the desk."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from content.guides.models import GuideIndexPage, GuidePage
from content.guides.rules import Span
from tadpole.errors import Invalid
from tests.budget import same_queries
from tests.factories.content import a_guide, a_picture
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db
BUDGET = 36  # queries a page, signed in


def form(**fields: Any) -> dict[str, Any]:
    """What the editors' form sends."""
    body = streamfield([("heading", "先保湿"), ("paragraph", rich_text("<p>一天两次，厚厚一层。</p>"))])
    given = {
        "title": "宝宝湿疹：先把保湿做够",
        "slug": "湿疹",
        "summary": "每天做什么，哪天去医院。",
        "body": body,
        "sources": streamfield([]),
        "stages": inline_formset([{"kind": "baby", "start": "0", "end": "12", "ORDER": "1"}]),
        "comments": inline_formset([]),
        **fields,
    }
    return dict(nested_form_data(given))


def test_an_editor_writes_a_draft_and_publishes_it_and_a_parent_reads_it(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    desk, parent = client_of(cast.editor), client_of(cast.alice)
    index = GuideIndexPage.objects.get(locale__language_code="zh-hans")
    add = reverse("wagtailadmin_pages:add", args=["guides", "guidepage", index.pk])
    assert desk.get(add).status_code == 200

    answer = desk.post(add, form())
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    page = GuidePage.objects.get(slug="湿疹")
    assert not page.live
    assert parent.get("/guides/湿疹/").status_code == 404

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert edited(desk, edit, form(**{"action-publish": "1", "title": "宝宝湿疹怎么办"})).status_code == 302
    answer = parent.get("/guides/湿疹/")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "宝宝湿疹怎么办" in text
    assert 'id="s-先保湿"' in text
    assert 'href="#s-先保湿"' in text
    assert "0 到 12 个月" in text


def test_who_is_no_editor_does_not_get_to_the_desk(cast: Any, client_of: Callable[[Any], Client]) -> None:
    guide = a_guide(by=cast.editor)
    add = reverse("wagtailadmin_pages:add", args=["guides", "guidepage", guide.get_parent().pk])
    edit = reverse("wagtailadmin_pages:edit", args=[guide.pk])
    for address in (add, edit, reverse("wagtailadmin_home")):
        door, _status = Client().get(address, follow=True).redirect_chain[-1]
        assert door.startswith(reverse("account_login"))
        assert client_of(cast.outsider).get(address).status_code in (302, 403)
    client_of(cast.outsider).post(edit, form(**{"action-publish": "1", "title": "别人改的"}))
    assert GuidePage.objects.get(pk=guide.pk).title == guide.title


def test_a_guide_taken_back_is_gone_and_its_draft_stays_with_the_editors(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    guide = a_guide(by=cast.editor)
    desk = client_of(cast.editor)
    assert desk.post(reverse("wagtailadmin_pages:unpublish", args=[guide.pk])).status_code == 302
    assert Client().get(guide.get_url()).status_code == 404
    assert guide.title not in Client().get("/guides/").content.decode()
    assert desk.get(reverse("wagtailadmin_pages:view_draft", args=[guide.pk])).status_code == 200


def test_a_change_that_is_only_a_draft_is_not_seen_by_readers(cast: Any, client_of: Callable[[Any], Client]) -> None:
    guide = a_guide(by=cast.editor)
    desk = client_of(cast.editor)
    assert (
        edited(
            desk, reverse("wagtailadmin_pages:edit", args=[guide.pk]), form(title="改到一半", slug=guide.slug)
        ).status_code
        == 302
    )
    assert "改到一半" not in Client().get(guide.get_url()).content.decode()
    assert "改到一半" in desk.get(reverse("wagtailadmin_pages:view_draft", args=[guide.pk])).content.decode()


def test_the_preview_panel_shows_what_is_being_written(cast: Any, client_of: Callable[[Any], Client]) -> None:
    desk = client_of(cast.editor)
    index = GuideIndexPage.objects.get(locale__language_code="zh-hans")
    preview = reverse("wagtailadmin_pages:preview_on_add", args=["guides", "guidepage", index.pk])
    assert desk.post(preview, form()).json()["is_valid"] is True
    answer = desk.get(f"{preview}?in_preview_panel=true")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "先保湿" in text
    assert '<base target="_blank">' in text


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(cast: Any, client_of: Callable[[Any], Client]) -> None:
    desk = client_of(cast.editor)
    index = GuideIndexPage.objects.get(locale__language_code="zh-hans")
    add = reverse("wagtailadmin_pages:add", args=["guides", "guidepage", index.pk])
    wrong = form(**{"action-publish": "1", "reviewed_on": "2026-09-02"})
    wrong["stages-0-start"], wrong["stages-0-end"] = "9", "4"
    answer = desk.post(add, wrong)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "结束比开始早了" in text
    assert "每天做什么，哪天去医院。" in text
    assert not GuidePage.objects.exists()


def test_a_guide_names_its_writer_its_expert_and_its_sources(cast: Any, settle: Callable[[], int]) -> None:
    source = {"title": "辅食添加指南", "publisher": "世界卫生组织", "year": 2023, "url": "https://www.who.int/"}
    guide = a_guide(
        by=cast.editor, reviewer=cast.doctor.kol, checked_on=timezone.localdate(), sources=[source], cover=a_picture()
    )
    text = Client().get(guide.get_url()).content.decode()
    for words in (
        "小蝌蚪编辑部",
        "许医生",
        "儿童皮肤科",
        "专家审过",
        "辅食添加指南",
        "4 到 8 个月",
        "老人说",
        "image/avif",
    ):
        assert words in text
    assert "待复核" not in text


def test_an_experts_check_that_is_too_old_is_said_so(cast: Any) -> None:
    guide = a_guide(by=cast.editor, reviewer=cast.doctor.kol, checked_on=timezone.localdate() - timedelta(days=366))
    text = Client().get(guide.get_url()).content.decode()
    assert "待复核" in text
    assert "一年多以前" in text


def test_parents_talk_under_a_guide(cast: Any, client_of: Callable[[Any], Client], settle: Callable[[], int]) -> None:
    guide = a_guide(by=cast.editor)
    settle()
    thread = Client().get(guide.get_url()).context["discussion"].thread
    assert thread.title == guide.title
    alice = client_of(cast.alice)
    assert f'action="{reverse("threads:reply", args=[thread.pk])}"' in alice.get(guide.get_url()).content.decode()
    alice.post(reverse("threads:reply", args=[thread.pk]), {"text": "看了米汤那一段，念给外婆听了。", "seen": "0"})
    assert "念给外婆听了" in Client().get(guide.get_url()).content.decode()


def test_machines_are_told_what_the_page_is(cast: Any) -> None:
    nasty = "</script><script>alert(1)</script>&\u2028"
    guide = a_guide(
        by=cast.editor,
        title=f"标题{nasty}",
        slug="nasty",
        cover=a_picture(),
        reviewer=cast.doctor.kol,
        checked_on=timezone.localdate(),
    )
    text = Client().get("/guides/nasty/").content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert block
    data = json.loads(block[1])
    assert data["@type"] == "Article"
    assert data["headline"] == guide.title
    assert data["reviewedBy"]["name"] == "许医生"
    assert "<script>alert(1)" not in text
    assert '<meta property="og:type" content="article">' in text
    assert re.search(r'<meta property="og:image" content="http://localhost:8000/media/[^"]+\.jpg">', text)
    assert '<link rel="canonical" href="http://testserver/guides/nasty/">' in text
    assert '<meta name="description" content="什么时候加、先加什么。">' in text


def test_a_guide_in_two_languages_points_from_one_to_the_other_and_drafts_do_not_count(cast: Any) -> None:
    guide = a_guide(by=cast.editor, slug="first-spoon")
    assert 'hreflang="en"' not in Client().get("/guides/first-spoon/").content.decode().split("</head>")[0]
    english = a_guide(
        by=cast.editor, title="The first spoonful", slug="the-first-spoonful", locale="en", translation_of=guide
    )
    head = Client().get("/guides/first-spoon/").content.decode().split("</head>")[0]
    assert '<link rel="alternate" hreflang="en" href="http://testserver/en/guides/the-first-spoonful/">' in head
    assert '<link rel="alternate" hreflang="x-default" href="http://testserver/guides/first-spoon/">' in head
    assert "The first spoonful" in Client().get("/en/guides/").content.decode()
    assert "The first spoonful" not in Client().get("/guides/").content.decode()
    english.unpublish()
    assert 'hreflang="en"' not in Client().get("/guides/first-spoon/").content.decode().split("</head>")[0]


def test_the_index_leads_to_guides_of_a_stage(cast: Any) -> None:
    early, late = a_guide(by=cast.editor, title="孕吐", stages=[Span("pregnancy", 5, 14)]), a_guide(by=cast.editor)
    for code, there, gone in (("weeks-1-13", early, late), ("weeks-14-27", early, late), ("months-7-12", late, early)):
        answer = Client().get(f"/guides/?stage={code}")
        assert there.title in answer.content.decode()
        assert gone.title not in answer.content.decode()
        assert f'href="http://testserver/guides/?stage={code}"' in answer.content.decode()
    assert "这个阶段还没有指南" in Client().get("/guides/?stage=trying").content.decode()
    assert len(Client().get("/guides/?stage=never-was").context["guides"].items) == 2


def test_the_index_is_paged_by_key_and_asks_the_same_for_one_and_many(cast: Any) -> None:
    a_guide(by=cast.editor, title="第一篇", cover=a_picture())

    def more() -> None:
        for n in range(14):
            a_guide(by=cast.editor, title=f"又一篇{n}", cover=a_picture() if n % 5 == 0 else None)
        Client().get("/guides/")

    assert same_queries(lambda: Client().get("/guides/"), more) <= BUDGET
    first = Client().get("/guides/")
    assert len(first.context["guides"]) == 12
    second = Client().get(f"/guides/?after={first.context['guides'].next}")
    assert len(second.context["guides"]) == 3
    assert "第一篇" in second.content.decode()


def test_a_guide_asks_the_same_however_much_is_related_and_said(
    cast: Any, client_of: Callable[[Any], Client], settle: Callable[[], int]
) -> None:
    guide = a_guide(by=cast.editor, cover=a_picture(), reviewer=cast.doctor.kol, checked_on=timezone.localdate())
    a_guide(by=cast.editor, title="另一篇", cover=a_picture())
    settle()
    alice = client_of(cast.alice)
    thread = Client().get(guide.get_url()).context["discussion"].thread
    reply = reverse("threads:reply", args=[thread.pk])
    alice.post(reply, {"text": "第一句", "seen": "0"})

    def more() -> None:
        for n in range(3):
            a_guide(by=cast.editor, title=f"又一篇{n}")
            alice.post(reply, {"text": f"第{n}句", "seen": "0"})
        settle()

    assert same_queries(lambda: alice.get(guide.get_url()), more) <= BUDGET


def test_an_experts_page_shows_what_they_checked(cast: Any) -> None:
    guide = a_guide(by=cast.editor, reviewer=cast.doctor.kol, checked_on=timezone.localdate())
    a_guide(by=cast.editor, title="别人审的")
    text = Client().get(reverse("kols:kol", args=[cast.doctor.pk])).content.decode()
    assert guide.title in text
    assert "别人审的" not in text


def test_a_stage_out_of_range_is_refused_and_nothing_stays(cast: Any) -> None:
    for span in (Span("baby", 9, 4), Span("pregnancy", 40, 50)):
        with pytest.raises(Invalid):
            a_guide(by=cast.editor, stages=[span])
    assert not GuidePage.objects.exists()
