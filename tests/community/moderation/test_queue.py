"""Staff decide; the author is told why; nobody else comes in."""

import pytest
from django.contrib.auth.models import Permission

from community.moderation.actions import flag, hide
from community.moderation.models import Decision, Reviewable
from community.moderation.rules import Ref
from community.notifications.models import Notice
from tadpole.errors import Refused
from tests.budget import same_queries
from tests.factories.profiles import a_person


@pytest.fixture
def reported(cast, poems):
    flag(by=cast.bob, ref=Ref("poem", "1"), reason="rude", note="<script>x</script>")
    return Reviewable.objects.get()


def test_staff_hide_with_a_reason_and_the_author_reads_it(cast, client_of, poems, reported):
    staff = client_of(cast.staff)
    queue = staff.get("/moderation/").content.decode()
    assert "诗 1" in queue
    assert "&lt;script&gt;x" in queue
    assert staff.get(f"/moderation/{reported.pk}/").status_code == 200
    assert staff.post(f"/moderation/{reported.pk}/", {"verdict": "hide", "reason": "骂人了"}).status_code == 302
    assert poems["1"][1] is True
    assert "骂人了" in client_of(cast.alice).get("/notices/").content.decode()
    assert "诗 1" not in staff.get("/moderation/").content.decode()
    assert "诗 1" in staff.get("/moderation/?state=hidden").content.decode()


def test_a_second_press_changes_nothing(cast, client_of, poems, reported):
    staff = client_of(cast.staff)
    for _press in range(2):
        staff.post(f"/moderation/{reported.pk}/", {"verdict": "hide", "reason": "骂人了"})
    assert Decision.objects.count() == 1
    assert Notice.objects.filter(to=cast.alice).count() == 1


def test_it_comes_back_and_the_author_is_told(cast, client_of, poems, reported):
    staff = client_of(cast.staff)
    staff.post(f"/moderation/{reported.pk}/", {"verdict": "hide", "reason": "骂人了"})
    staff.post(f"/moderation/{reported.pk}/", {"verdict": "restore", "reason": "看错了，抱歉"})
    assert poems["1"][1] is False
    assert "看错了，抱歉" in client_of(cast.alice).get("/notices/").content.decode()
    page = staff.get(f"/moderation/{reported.pk}/").content.decode()
    assert page.count("看错了") == 1
    assert [one.verdict for one in Decision.objects.order_by("pk")] == ["hide", "restore"]


def test_left_as_it_is_nobody_is_told(cast, client_of, poems, reported):
    assert client_of(cast.staff).post(f"/moderation/{reported.pk}/", {"verdict": "keep"}).status_code == 302
    assert Reviewable.objects.get().state == "kept"
    assert not Notice.objects.exists()


def test_hiding_without_a_reason_is_refused(cast, client_of, poems, reported):
    for reason in ("", "   ", "长" * 501):
        assert (
            client_of(cast.staff).post(f"/moderation/{reported.pk}/", {"verdict": "hide", "reason": reason}).status_code
            == 422
        )
    assert (
        client_of(cast.staff).post(f"/moderation/{reported.pk}/", {"verdict": "burn", "reason": "x"}).status_code == 422
    )
    assert poems["1"][1] is False


def test_members_and_staff_without_the_right_stay_outside(cast, client_of, poems, reported):
    for person in (cast.outsider, cast.alice, cast.editor):
        reader = client_of(person)
        assert reader.get("/moderation/").status_code == 403
        assert reader.get(f"/moderation/{reported.pk}/").status_code == 403
        assert reader.post(f"/moderation/{reported.pk}/", {"verdict": "hide", "reason": "x"}).status_code == 403
    assert client_of(cast.nobody).get("/moderation/").status_code == 302
    assert client_of(cast.staff).get("/moderation/999/").status_code == 404
    with pytest.raises(Refused):
        hide(by=cast.outsider, ref=Ref("poem", "1"), reason="x")
    assert poems["1"][1] is False


def test_staff_with_the_right_come_in_and_see_the_door(cast, client_of, poems, reported):
    cast.editor.user_permissions.add(Permission.objects.get(codename="change_reviewable"))
    editor = client_of(cast.editor)
    assert editor.get("/moderation/").status_code == 200
    assert 'href="/moderation/"' in editor.get("/notices/").content.decode()
    assert 'href="/moderation/"' not in client_of(cast.alice).get("/notices/").content.decode()


def test_what_is_gone_is_said_to_be_gone(cast, client_of, poems, reported):
    del poems["1"]
    staff = client_of(cast.staff)
    assert staff.get("/moderation/").status_code == 200
    assert staff.get(f"/moderation/{reported.pk}/").status_code == 200
    assert staff.post(f"/moderation/{reported.pk}/", {"verdict": "keep"}).status_code == 404


def test_the_queue_is_paged_and_costs_the_same(cast, client_of, poems):
    def more(start, end):
        for number in range(start, end):
            poems[str(number)] = [cast.alice.pk, False]
            flag(by=a_person(), ref=Ref("poem", str(number)), reason="rude")

    more(100, 101)
    staff = client_of(cast.staff)
    same_queries(lambda: staff.get("/moderation/"), lambda: more(101, 130))
    page = staff.get("/moderation/").context["page"]
    assert len(page.items) == 20
    assert len(staff.get("/moderation/", {"after": page.next}).context["page"].items) == 10
