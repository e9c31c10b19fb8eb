"""Stories of a family page: the parent's alone."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.utils import timezone

from community.families.models import Child, Family
from tadpole.events.models import Fact
from tests.budget import same_queries
from tests.factories.families import a_born_child, an_expected_child
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db
SECRET = "小豆包豆包"


def test_alice_tells_of_a_child_and_changes_it(cast: Any, client_of: Any) -> None:
    alice = client_of(cast.alice)
    assert "还没有" in alice.get("/family/").content.decode() or alice.get("/family/").status_code == 200
    due = timezone.localdate() + timedelta(days=70)
    answer = alice.post("/family/add/", {"nickname": SECRET, "due_date": due.isoformat()}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/family/" and SECRET in page
    child = Child.objects.get()

    born = timezone.localdate() - timedelta(days=40)
    answer = edited(
        alice,
        f"/family/{child.pk}/",
        {
            "nickname": SECRET,
            "birth_date": f"{born.year}/{born.month}/{born.day}",
            "gestation_weeks": "35",
            "gestation_days": "2",
        },
    )
    assert answer.status_code == 302
    child.refresh_from_db()
    assert (child.due_date, child.birth_date, child.gestation_weeks, child.gestation_days) == (None, born, 35, 2)

    assert SECRET in alice.get(f"/family/{child.pk}/remove/").content.decode()
    alice.post(f"/family/{child.pk}/remove/")
    assert not Child.objects.exists()


def test_nobody_else_sees_a_child(cast: Any, client_of: Any, settle: Any) -> None:
    child = an_expected_child(by=cast.alice, nickname=SECRET)
    settle()
    for other in (cast.outsider, cast.staff, cast.editor, cast.doctor):
        client = client_of(other)
        assert SECRET not in client.get("/family/").content.decode()
        for path in (f"/family/{child.pk}/", f"/family/{child.pk}/remove/"):
            assert client.get(path).status_code == 404
            assert client.post(path, {"nickname": "改名", "due_date": "2027-1-1"}).status_code == 404
        profile = client.get(cast.alice.profile.get_absolute_url())
        assert SECRET not in profile.content.decode()
    assert client_of(cast.nobody).get("/family/").status_code == 302
    assert client_of(cast.nobody).post(f"/family/{child.pk}/remove/").status_code == 403
    child.refresh_from_db()
    assert child.nickname == SECRET
    assert child.due_date is not None
    facts = json.dumps(list(Fact.objects.values_list("name", "payload")), ensure_ascii=False)
    assert "FamilyChanged" in facts and SECRET not in facts and child.due_date.isoformat() not in facts


def test_children_are_in_no_admin_and_no_log(cast: Any, client_of: Any, caplog: pytest.LogCaptureFixture) -> None:
    assert Child not in admin.site._registry and Family not in admin.site._registry
    caplog.set_level("DEBUG")
    client_of(cast.alice).post("/family/add/", {"nickname": SECRET, "due_date": "2026-13-1"})
    an_expected_child(by=cast.alice, nickname=SECRET)
    said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert SECRET not in " ".join(said) and SECRET not in str(Child.objects.get())


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "due_date"),
        ({"due_date": "2026-13-05"}, "due_date"),
        ({"due_date": "2027-02-30"}, "due_date"),
        ({"due_date": "明年春天"}, "due_date"),
        ({"due_date": "2199-01-01"}, "due_date"),
        ({"due_date": "2020-01-01"}, "due_date"),
        ({"birth_date": "2199-01-01"}, "birth_date"),
        ({"birth_date": "1990-01-01"}, "birth_date"),
        ({"birth_date": "2026-01-01", "gestation_weeks": "12"}, "gestation_weeks"),
        ({"birth_date": "2026-01-01", "gestation_weeks": "三十"}, "gestation_weeks"),
        ({"birth_date": "2026-01-01", "gestation_weeks": "35", "gestation_days": "9"}, "gestation_days"),
        ({"birth_date": "2026-01-01", "due_date": "2024-01-01"}, "due_date"),
        ({"due_date": f"{timezone.localdate() + timedelta(days=60)}", "nickname": "名" * 25}, "nickname"),
    ],
)
def test_each_mistake_gets_one_sentence_and_keeps_what_was_typed(
    cast: Any, client_of: Any, typed: dict[str, str], field: str
) -> None:
    answer = client_of(cast.alice).post("/family/add/", {"nickname": "豆包", **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page and page.count('class="err"') == 1
    assert all(f'value="{value}"' in page for value in typed.values())
    assert not Child.objects.exists()


def test_a_month_beyond_twelve_is_answered_kindly(cast: Any, client_of: Any) -> None:
    page = client_of(cast.alice).post("/family/add/", {"due_date": "2027-13-05"}).content.decode()
    assert "月份到 12 为止" in page


def test_a_double_click_makes_one_child_and_twins_are_two(cast: Any, client_of: Any) -> None:
    alice, due = client_of(cast.alice), (timezone.localdate() + timedelta(days=50)).isoformat()
    token = str(uuid.uuid4())
    for _click in range(2):
        alice.post("/family/add/", {"due_date": due, "token": token})
    assert Child.objects.count() == 1
    alice.post("/family/add/", {"due_date": due, "token": str(uuid.uuid4())})
    assert Child.objects.count() == 2


def test_what_the_page_says(cast: Any, client_of: Any) -> None:
    today = timezone.localdate()
    a_born_child(by=cast.alice, birth_date=today - timedelta(days=100), weeks=33)
    an_expected_child(by=cast.alice, in_days=-3)
    alice = client_of(cast.alice)
    for language in ("", "/zh-hant", "/en"):
        answer = alice.get(f"{language}/family/")
        assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    assert "corrected age" in answer.content.decode()


def test_as_many_queries_for_many_children_as_for_one(cast: Any, client_of: Any) -> None:
    an_expected_child(by=cast.alice)
    alice = client_of(cast.alice)
    assert (
        same_queries(
            lambda: alice.get("/family/"),
            lambda: [an_expected_child(by=cast.alice, in_days=n) for n in range(100, 108)] and None,
        )
        <= 14
    )
