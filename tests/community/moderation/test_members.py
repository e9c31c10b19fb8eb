"""Members in trouble: warned, silenced, suspended from the staff's room, and told why and until when."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tadpole.accounts.models import Sanction, User
from tests.budget import same_queries
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]


def room(person: User) -> str:
    return f"/moderation/people/{person.pk}/"


def decided(client: Client, about: User, verdict: str, reason: str = "刷屏", days: int | str = 3) -> Any:
    return client.post(room(about), {"verdict": verdict, "reason": reason, "days": days})


@pytest.fixture(autouse=True)
def editors_may(cast: Any) -> None:
    cast.editor.user_permissions.add(Permission.objects.get(codename="change_reviewable"))


def test_a_warning_is_told_and_changes_nothing(cast: Any, client_of: ClientOf) -> None:
    assert decided(client_of(cast.editor), cast.alice, "warning", "请别催更", "").status_code == 302
    assert "请别催更" in client_of(cast.alice).get("/notices/").content.decode()
    line = Sanction.objects.get()
    assert (line.kind, line.until, line.by) == ("warning", None, cast.editor)
    assert writes(client_of(cast.alice)) != 403


def writes(client: Client) -> int:
    return int(client.post("/family/add/", {"name": "豆豆"}).status_code)


def test_who_is_silenced_reads_everything_and_writes_nothing_until_then(cast: Any, client_of: ClientOf) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        decided(client_of(cast.editor), cast.alice, "silence", "刷屏")
        alice = client_of(cast.alice)
        assert alice.get("/circles/").status_code == 200
        for path in ("/t/new/", "/notes/new/", f"/people/{cast.bob.pk}/follow/", "/family/add/", "/search/"):
            page = alice.post(path, {"text": "我打了很长的一段话，别丢了"})
            assert page.status_code in (403, 404), path
        said = alice.post("/t/new/", {"text": "我打了很长的一段话，别丢了"}).content.decode()
        assert "刷屏" in said and "北京时间" in said and "我打了很长的一段话" in said
        json = alice.post("/t/new/", {"text": "在吗"}, HTTP_ACCEPT="application/json")
        assert "刷屏" in json.json()["error"]
        for path in ("/account/logout/",):
            assert client_of(cast.alice).post(path).status_code == 302
        clock.shift(timedelta(days=3, seconds=1))
        assert client_of(cast.alice).post("/t/new/", {"text": "回来了"}).status_code != 403


@pytest.mark.parametrize(("prefix", "words"), [("/en", "Why: 刷屏"), ("/zh-hant", "原因：刷屏")])
def test_the_sentence_speaks_the_readers_language(prefix: str, words: str, cast: Any, client_of: ClientOf) -> None:
    decided(client_of(cast.editor), cast.alice, "silence")
    assert words in client_of(cast.alice).post(f"{prefix}/t/new/", {}).content.decode()


def test_who_is_suspended_is_out_at_once_and_learns_why_with_the_right_password_only(
    cast: Any, client_of: ClientOf
) -> None:
    inside = client_of(cast.alice)
    assert inside.get("/account/").status_code == 200
    decided(client_of(cast.editor), cast.alice, "suspension", "卖货")
    assert inside.get("/account/").status_code == 302
    right, wrong = (
        Client().post("/account/login/", {"login": cast.alice.email, "password": word}) for word in (PASSWORD, "frog")
    )
    assert right.status_code == 403 and "卖货" in right.content.decode() and "北京时间" in right.content.decode()
    assert wrong.status_code == 200 and "卖货" not in wrong.content.decode()


def test_a_session_that_nobody_knew_of_is_out_too(cast: Any, client_of: ClientOf) -> None:
    inside = client_of(cast.alice)
    cast.alice.suspended_until = timezone.now() + timedelta(days=1)
    cast.alice.save()
    page = inside.get("/account/")
    assert page.status_code == 403 and "暂停" in page.content.decode()
    assert inside.get("/account/").status_code == 302


def test_it_is_over_by_itself_or_taken_back_and_both_stay_written(cast: Any, client_of: ClientOf) -> None:
    editor = client_of(cast.editor)
    decided(editor, cast.alice, "suspension")
    assert decided(editor, cast.alice, "lift-suspension", "弄错了", "").status_code == 302
    assert client_of(cast.alice).get("/account/").status_code == 200
    assert "弄错了" in client_of(cast.alice).get("/notices/").content.decode()
    assert [*Sanction.objects.order_by("pk").values_list("kind", "is_lifted")] == [
        ("suspension", False),
        ("suspension", True),
    ]
    page = editor.get(room(cast.alice)).content.decode()
    assert "弄错了" in page and "已撤回" in page
    assert decided(editor, cast.alice, "lift-suspension", "再来", "").status_code == 409


@pytest.mark.parametrize("verdict", ["warning", "silence", "suspension", "lift-silence", "lift-suspension"])
def test_nobody_else_decides_and_nobody_about_staff_or_themselves(verdict: str, cast: Any, client_of: ClientOf) -> None:
    for who in (cast.nobody, cast.outsider, cast.doctor):
        assert client_of(who).get(room(cast.alice)).status_code in (302, 403)
        assert decided(client_of(who), cast.alice, verdict).status_code == 403
    assert decided(client_of(cast.editor), cast.staff, verdict).status_code == 403
    assert decided(client_of(cast.editor), cast.editor, verdict).status_code == 403
    assert decided(client_of(cast.staff), cast.staff, verdict).status_code == 403
    assert not Sanction.objects.exists()


def test_an_administrator_may_decide_about_staff(cast: Any, client_of: ClientOf) -> None:
    assert decided(client_of(cast.staff), cast.editor, "silence").status_code == 302
    assert client_of(cast.editor).post("/t/new/", {}).status_code == 403


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"reason": " "}, 422),
        ({"reason": "长" * 301}, 422),
        ({"days": 2}, 422),
        ({"days": ""}, 422),
        ({"verdict": "x"}, 422),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    typed: dict[str, Any], status: int, cast: Any, client_of: ClientOf
) -> None:
    answer = client_of(cast.editor).post(
        room(cast.alice), {"verdict": "silence", "reason": "刷屏三次", "days": 3, **typed}
    )
    assert answer.status_code == status
    assert not Sanction.objects.exists()
    if "reason" not in typed:
        assert "刷屏三次" in answer.content.decode()


def test_what_was_decided_is_never_rewritten_and_has_a_reason_and_an_end(cast: Any, client_of: ClientOf) -> None:
    decided(client_of(cast.editor), cast.alice, "silence")
    line = Sanction.objects.get()
    line.reason = "别的"
    with pytest.raises(ValueError, match="stays"):
        line.save()
    for wrong in ({"reason": "", "until": timezone.now()}, {"reason": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sanction.objects.create(person=cast.alice, kind="silence", **wrong)


def test_the_way_there_is_on_the_profile_for_staff_only(cast: Any, client_of: ClientOf) -> None:
    assert room(cast.alice) in client_of(cast.editor).get(f"/people/{cast.alice.pk}/").content.decode()
    for who in (cast.outsider, cast.alice, cast.nobody):
        assert room(cast.alice) not in client_of(who).get(f"/people/{cast.alice.pk}/").content.decode()


def test_the_room_costs_the_same_for_one_line_and_for_many(cast: Any, client_of: ClientOf) -> None:
    editor = client_of(cast.editor)

    def more(count: int = 50) -> None:
        for _ in range(count):
            Sanction.objects.create(person=cast.alice, kind="warning", reason="x", by=cast.editor)

    more(1)
    same_queries(lambda: editor.get(room(cast.alice)), more)


def test_with_the_account_go_the_lines(cast: Any, client_of: ClientOf) -> None:
    decided(client_of(cast.editor), cast.alice, "warning")
    client_of(cast.alice).post("/account/close/", {"email": cast.alice.email})
    assert not Sanction.objects.exists()
