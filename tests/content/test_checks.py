"""A guide says "checked by an expert" only of words to which that expert said yes themselves."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from community.kols.actions import pause, resume, revoke
from content.guides import actions
from content.guides.models import GuideCheck, GuideIndexPage, GuidePage
from content.guides.rules import bare, obstacle, standing
from search.index.documents.guide import cards, documents
from search.index.documents.sources import EVERYBODY
from tadpole.errors import Refused
from tests.budget import same_queries
from tests.content.test_guides import form
from tests.content.test_schedule import tick
from tests.factories.content import a_guide, a_picture
from tests.factories.kols import a_kol
from tests.forms_on_pages import edited, forms_in

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]
Settle = Callable[[], int]
LIST = "/guides/do/"
COMMENT = "第三段的剂量请再核对一次 👩‍⚕️：<b>10 mg/kg</b>，不是 15。"


def words(answer: Any) -> str:
    return str(answer.content.decode())


def handed_in(cast: Any, client_of: ClientOf, *, by: Any = None, **fields: Any) -> TaskState:
    """A draft that names the doctor, submitted through the editors' form."""
    index = GuideIndexPage.objects.get(locale__language_code="zh-hans")
    add = reverse("wagtailadmin_pages:add", args=["guides", "guidepage", index.pk])
    typed = form(reviewer=str(cast.doctor.pk), reviewed_on="2026-01-01", **{"action-submit": "1"}, **fields)
    answer = client_of(by or cast.editor).post(add, typed)
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    return TaskState.objects.latest("pk")


def page_of(state: TaskState) -> GuidePage:
    return GuidePage.objects.get(pk=state.workflow_state.object_id)


def save(desk: Client, page: GuidePage, reviewer: Any, **fields: Any) -> None:
    typed = form(**{"title": page.draft_title, "slug": page.slug, "reviewer": str(reviewer.pk), **fields})
    answer = edited(desk, reverse("wagtailadmin_pages:edit", args=[page.pk]), typed)
    assert answer.status_code == 302, answer.context and answer.context["form"].errors


def version_on(answer: Any) -> str:
    return next(one.sent["version"][0] for one in forms_in(words(answer)) if "version" in one.sent)


def answered(expert: Client, state: TaskState, verdict: str = "yes", comment: str = COMMENT, version: str = "") -> Any:
    address = f"{LIST}{state.pk}/"
    version = version or version_on(expert.get(address))
    return expert.post(address, {"verdict": verdict, "comment": comment, "version": version})


def cms_approves(desk: Client, page: GuidePage) -> Any:
    state = page.current_workflow_task_state
    return desk.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""}
    )


def shown(page: GuidePage) -> set[str]:
    """Where a stranger is told that an expert checked the guide."""
    reader, page = Client(), GuidePage.objects.with_checks().get(pk=page.pk)
    text = words(reader.get(page.get_url()))
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[1])  # type: ignore[index]
    places = {
        "seal": "专家审过" in text,
        "machines": "reviewedBy" in data,
        "card": "专家审过" in words(reader.get("/guides/")),
        "search": "专家" in cards(EVERYBODY, [page.pk])[str(page.pk)].label,
        "name": "许医生" in documents([page])[0].tags,
        "expert": page.summary in words(reader.get(f"/kols/{page.reviewer_id}/")),
    }
    return {place for place, there in places.items() if there}


EVERYWHERE = {"seal", "machines", "card", "search", "name", "expert"}


def test_an_expert_says_yes_and_only_then_do_readers_see_it(cast: Any, client_of: ClientOf, settle: Settle) -> None:
    state = handed_in(cast, client_of)
    settle()
    expert, desk, page = client_of(cast.doctor), client_of(cast.editor), page_of(state)
    assert page.title in words(expert.get("/notices/"))
    assert page.title in words(expert.get(LIST))
    draft = expert.get(f"{LIST}{state.pk}/")
    assert "一天两次，厚厚一层。" in words(draft)
    assert {"private", "no-store"} <= set(draft["Cache-Control"].replace(" ", "").split(","))
    assert "noindex" in draft["X-Robots-Tag"]
    version = version_on(draft)

    for _twice in range(2):
        assert answered(expert, state, version=version).status_code == 302
    check = GuideCheck.objects.get()
    assert (check.page_id, check.expert_id, check.asked_by, check.written_by) == (
        page.pk, cast.doctor.pk, cast.editor, cast.editor,
    )  # fmt: skip
    assert (check.revision_id, check.shown_as, check.comment) == (
        state.revision_id, "儿童皮肤科 · 主治医师", COMMENT,
    )  # fmt: skip
    assert page.title not in words(expert.get(LIST))
    assert Client().get(page.get_url()).status_code == 404

    assert cms_approves(desk, page).status_code == 302
    assert shown(page) == EVERYWHERE
    settle()
    assert "许医生" in words(desk.get("/notices/"))
    told = reverse("guides:edit", args=[page.pk])
    assert desk.get(told).url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert expert.get(told).status_code == 404
    assert "许医生" in words(desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    with pytest.raises(ValueError, match="stays"):
        check.save()


def test_a_draft_is_nobodys_but_the_experts(cast: Any, client_of: ClientOf) -> None:
    a_kol(staff=cast.staff, by=cast.mei)
    state = handed_in(cast, client_of)
    address = f"{LIST}{state.pk}/"
    version = version_on(client_of(cast.doctor).get(address))
    for person in (cast.alice, cast.mei, cast.editor, cast.staff):
        client = client_of(person)
        for answer in (client.get(address), answered(client, state, version=version)):
            assert answer.status_code == 404
            assert "宝宝湿疹" not in words(answer)
        assert "宝宝湿疹" not in words(client.get(LIST))
    assert client_of(cast.alice).get(LIST).status_code == 404
    assert Client().get(address).status_code == 302
    assert not GuideCheck.objects.exists()
    for prefix, said in (("/en", "Yes, this can stand"), ("/zh-hant", "可以，就這樣")):
        assert said in words(client_of(cast.doctor).get(prefix + address))


def test_nobody_decides_in_the_cms_for_the_expert(cast: Any, client_of: ClientOf) -> None:
    state = handed_in(cast, client_of)
    page = page_of(state)
    version = version_on(client_of(cast.doctor).get(f"{LIST}{state.pk}/"))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for person in (cast.editor, cast.staff):
        desk = client_of(person)
        assert "专家审读" in words(desk.get(edit))
        for action in ("approve", "reject"):
            for name in ("workflow_action", "collect_workflow_action_data"):
                place = reverse(f"wagtailadmin_pages:{name}", args=[page.pk, action, state.pk])
                assert desk.post(place, {"comment": "好"}).status_code in (302, 403)
            forced = {"action-workflow-action": "1", "workflow-action-name": action}
            edited(desk, edit, form(reviewer=str(cast.doctor.pk), **forced))
        state.refresh_from_db()
        assert state.status == TaskState.STATUS_IN_PROGRESS
    with pytest.raises(Refused):
        actions.record_yes(by=cast.staff, revision=state.revision, asked_by=cast.editor)

    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client_of(cast.staff).post(f"{bulk}?id={page.pk}", {"include_descendants": ""})
    page.refresh_from_db()
    assert page.live
    assert shown(page) == set()
    late = answered(client_of(cast.doctor), state, version=version)
    assert late.status_code == 409
    assert "编辑把这篇收回去了" in words(late)
    assert "第三段的剂量请再核对一次 👩‍⚕️" in words(late)
    assert "<b>10 mg" not in words(late)
    assert not GuideCheck.objects.exists()


def test_a_yes_is_to_the_words_that_were_read(cast: Any, client_of: ClientOf) -> None:
    state = handed_in(cast, client_of)
    expert, desk, page = client_of(cast.doctor), client_of(cast.editor), page_of(state)
    read = version_on(expert.get(f"{LIST}{state.pk}/"))
    save(desk, page, cast.doctor, summary="换了一句摘要。")
    late = answered(expert, state, version=read)
    assert late.status_code == 409
    assert not GuideCheck.objects.exists()
    for there in ("换了一句摘要。", "第三段的剂量请再核对一次", "更新的一版"):
        assert there in words(late)
    assert answered(expert, state, version="").status_code == 302
    assert GuideCheck.objects.get().revision_id == page_of(state).latest_revision_id
    assert cms_approves(desk, page).status_code == 302
    assert shown(page) == EVERYWHERE

    save(desk, page, cast.doctor, summary="换了一句摘要。", **{"action-publish": "1"})
    assert shown(page) == EVERYWHERE
    save(desk, page, cast.doctor, summary="又换了一句。", **{"action-publish": "1"})
    assert shown(page) == set()
    text = words(Client().get(page.get_url()))
    assert "之后改过" in text
    assert "许医生" in text
    save(desk, page, cast.doctor, summary="换了一句摘要。", **{"action-publish": "1"})
    assert shown(page) == EVERYWHERE
    a_kol(staff=cast.staff, by=cast.mei)
    save(desk, page, cast.mei, summary="换了一句摘要。", **{"action-publish": "1"})
    assert shown(page) == set()
    assert "许医生" not in words(Client().get(page.get_url()))


def test_an_autosave_does_not_write_over_the_version_that_was_checked(cast: Any) -> None:
    guide = a_guide(by=cast.editor, reviewer=cast.doctor.kol, checked_on=timezone.localdate())
    checked = guide.latest_revision
    draft = checked.as_object()
    draft.summary = "自动保存的"
    saved = draft.save_revision(user=cast.editor, overwrite_revision=checked)
    assert saved.pk != checked.pk
    checked.refresh_from_db()
    assert checked.content["summary"] == guide.summary


def test_when_another_expert_is_named_the_first_one_is_out(cast: Any, client_of: ClientOf, settle: Settle) -> None:
    a_kol(staff=cast.staff, by=cast.mei)
    state = handed_in(cast, client_of)
    save(client_of(cast.editor), page_of(state), cast.mei)
    settle()
    assert client_of(cast.doctor).get(f"{LIST}{state.pk}/").status_code == 404
    assert "宝宝湿疹" in words(client_of(cast.mei).get("/notices/"))
    assert answered(client_of(cast.mei), state).status_code == 302
    assert GuideCheck.objects.get().expert_id == cast.mei.pk


def test_who_hands_it_in_or_wrote_it_is_never_who_checks_it(cast: Any, client_of: ClientOf) -> None:
    doctor = cast.doctor
    doctor.is_staff = True
    doctor.save()
    doctor.groups.set(cast.editor.groups.all())
    state = handed_in(cast, client_of, by=doctor)
    assert (state.status, state.workflow_state.status) == ("rejected", "needs_changes")
    assert state.comment
    page = page_of(state)
    assert client_of(doctor).post(f"{LIST}{state.pk}/", {"verdict": "yes", "version": page.words}).status_code == 409
    index = GuideIndexPage.objects.get(locale__language_code="zh-hans")
    add = reverse("wagtailadmin_pages:add", args=["guides", "guidepage", index.pk])
    typed = form(reviewer=str(doctor.pk), author=str(doctor.pk), slug="own", **{"action-publish": "1"})
    assert "自己写的自己不能审" in words(client_of(cast.editor).post(add, typed))
    guide = a_guide(by=cast.editor, reviewer=doctor.kol, title="别人的")
    own = guide.save_revision(user=doctor)
    for revision, asked_by in ((own, cast.editor), (guide.live_revision, doctor)):
        with pytest.raises(Refused):
            actions.record_yes(by=doctor, revision=revision, asked_by=asked_by)
    line = {"page": guide, "expert": doctor.kol, "revision": own, "words": guide.words, "shown_as": "x"}
    for who in ({"asked_by": doctor}, {"written_by": doctor}):
        with pytest.raises(IntegrityError), transaction.atomic():
            GuideCheck.objects.create(**line, **who)


def test_an_expert_asks_for_changes_and_it_comes_back(cast: Any, client_of: ClientOf, settle: Settle) -> None:
    state = handed_in(cast, client_of)
    expert, desk, page = client_of(cast.doctor), client_of(cast.editor), page_of(state)
    silent = answered(expert, state, "changes", comment=" \u200b ")
    assert silent.status_code == 422
    assert "请写一下要改什么" in words(silent)
    long = answered(expert, state, "changes", comment="好" * 1_001)
    assert long.status_code in (413, 422)
    assert "好" * 1_001 in words(long)
    for _twice in range(2):
        answer = (
            answered(expert, state, "changes", version=page.get_latest_revision_as_object().words or "x")
            if _twice
            else (answered(expert, state, "changes"))
        )
        assert answer.status_code == 302
    settle()
    state.refresh_from_db()
    assert (state.workflow_state.status, state.comment) == ("needs_changes", COMMENT)
    assert "许医生" in words(desk.get("/notices/"))
    assert COMMENT.split("<")[0] in words(desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert not GuideCheck.objects.exists()
    save(desk, page, cast.doctor, summary="改好了。", **{"action-submit": "1"})
    again = TaskState.objects.latest("pk")
    assert again.pk != state.pk
    assert answered(expert, again).status_code == 302
    assert GuideCheck.objects.count() == 1


def test_without_a_mark_nothing_shows_and_nothing_waits(cast: Any, client_of: ClientOf, settle: Settle) -> None:
    guide = a_guide(by=cast.editor, reviewer=cast.doctor.kol, checked_on=timezone.localdate())
    assert shown(guide) == EVERYWHERE
    state = handed_in(cast, client_of)
    pause(by=cast.staff, user_id=cast.doctor.pk, reason="证书在核对", days=3)
    settle()
    assert shown(guide) <= {"expert"}
    assert "许医生" not in words(Client().get(guide.get_url()))
    state.refresh_from_db()
    assert (state.status, state.workflow_state.status) == ("rejected", "needs_changes")
    assert client_of(cast.doctor).get(f"{LIST}{state.pk}/").status_code == 404
    resume(by=cast.staff, user_id=cast.doctor.pk)
    assert shown(guide) == EVERYWHERE
    revoke(by=cast.staff, user_id=cast.doctor.pk, reason="证书不是本人的")
    assert "seal" not in shown(guide)


def test_who_was_asked_is_reminded_and_in_the_end_it_goes_back(cast: Any, client_of: ClientOf, settle: Settle) -> None:
    state = handed_in(cast, client_of)
    settle()
    expert = client_of(cast.doctor)
    with time_machine.travel(timezone.now() + timedelta(days=3, hours=1)):
        for _twice in range(2):
            tick("blocks.follow_up_reviews")
            settle()
        assert words(client_of(cast.doctor).get("/notices/")).count("宝宝湿疹") == 2
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        tick("blocks.follow_up_reviews")
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_REJECTED
    assert "编辑把这篇收回去了" in words(expert.get(f"{LIST}{state.pk}/"))


def test_the_pictures_of_a_draft_are_shown_to_its_expert_alone(cast: Any, client_of: ClientOf) -> None:
    state = handed_in(cast, client_of, cover=str(a_picture().pk))
    text = words(client_of(cast.doctor).get(f"{LIST}{state.pk}/"))
    address = re.search(r'"(/media/images/[^" ]+)', text)[1]  # type: ignore[index]
    assert client_of(cast.doctor).get(address).status_code == 200
    assert [client_of(one).get(address).status_code for one in (cast.alice, cast.nobody)] == [404, 404]
    answered(client_of(cast.doctor), state)
    assert client_of(cast.doctor).get(address).status_code == 404


def test_a_guide_without_an_expert_goes_on_to_the_moderators(cast: Any, client_of: ClientOf) -> None:
    index = GuideIndexPage.objects.get(locale__language_code="zh-hans")
    add = reverse("wagtailadmin_pages:add", args=["guides", "guidepage", index.pk])
    assert client_of(cast.editor).post(add, form(**{"action-submit": "1"})).status_code == 302
    page = GuidePage.objects.get(slug="湿疹")
    assert [one.status for one in TaskState.objects.order_by("pk")] == ["skipped", "in_progress"]
    assert cms_approves(client_of(cast.staff), page).status_code == 302
    assert shown(page) == set()


def test_the_list_asks_the_same_for_one_and_many(cast: Any, client_of: ClientOf) -> None:
    handed_in(cast, client_of)
    expert = client_of(cast.doctor)

    def more() -> None:
        for n in range(4):
            handed_in(cast, client_of, title=f"第{n}篇", slug=f"n{n}")

    assert same_queries(lambda: expert.get(LIST), more) <= 30


def test_what_a_yes_is_worth() -> None:
    day = date(2026, 11, 1)
    assert standing(None, same_words=True, today=day) == ""
    assert standing(day, same_words=True, today=day) == "fresh"
    assert standing(day, same_words=False, today=day) == "changed"
    assert standing(date(2025, 10, 31), same_words=True, today=day) == "expired"
    who = {"named_id": 1, "written_by_id": 2, "asked_by_id": 3, "marked": True}
    assert obstacle(1, **who) == ""
    assert [obstacle(one, **who) for one in (2, 3, None)] == ["other"] * 3
    assert obstacle(1, **who | {"marked": False}) == "unmarked"
    assert (obstacle(1, **who | {"asked_by_id": 1}), obstacle(1, **who | {"written_by_id": 1})) == ("asked", "wrote")
    block = {"type": "p", "value": '<p data-block-key="ab1">好</p>', "id": "7"}
    assert bare([block]) == [{"type": "p", "value": "<p>好</p>"}]
