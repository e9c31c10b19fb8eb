"""Experts: they ask, staff look, the mark appears and goes."""

import pytest
from django.db import transaction

from community.kols.actions import apply, refuse, verify
from community.kols.models import Kol
from community.kols.queries import verified_kol
from community.notifications.models import Notice
from community.profiles.models import Profile
from tadpole.accounts.events import AccountClosed
from tadpole.accounts.models import User
from tadpole.errors import Refused
from tadpole.events import publish
from tests.budget import same_queries
from tests.factories.kols import a_kol, an_application
from tests.forms_on_pages import edited

PAPERS = {"speciality": "儿童皮肤科", "credential": "主治医师 · 成都", "statement": "每周四晚上在。"}


def test_mei_asks_staff_verify_and_the_mark_is_everywhere(cast, client_of):
    mei, staff = client_of(cast.mei), client_of(cast.staff)
    assert edited(mei, "/kols/apply/", PAPERS).status_code == 302
    assert client_of(cast.outsider).get(f"/kols/{cast.mei.pk}/").status_code == 404
    assert mei.get(f"/kols/{cast.mei.pk}/").status_code == 200
    assert "主治医师 · 成都" in staff.get("/kols/queue/").content.decode()
    assert staff.get(f"/kols/queue/{cast.mei.pk}/").status_code == 200
    for _press in range(2):
        assert edited(staff, f"/kols/queue/{cast.mei.pk}/", {"verdict": "verify"}).status_code == 302
    assert Profile.objects.get(pk=cast.mei.pk).verified_as == "儿童皮肤科"
    reader = client_of(cast.nobody)
    assert "儿童皮肤科" in reader.get(f"/kols/{cast.mei.pk}/").content.decode()
    assert "小美媽媽" in reader.get("/kols/").content.decode()
    profile = reader.get(f"/people/{cast.mei.pk}/").content.decode()
    assert f"/kols/{cast.mei.pk}/" in profile
    assert Notice.objects.filter(to=cast.mei, kind="kol").count() == 1
    assert Notice.objects.filter(to=cast.mei, kind="badge").count() == 1


def test_papers_that_do_not_suffice(cast, client_of):
    mei, staff = client_of(cast.mei), client_of(cast.staff)
    edited(mei, "/kols/apply/", PAPERS)
    assert edited(staff, f"/kols/queue/{cast.mei.pk}/", {"verdict": "refuse", "reason": " "}).status_code == 422
    edited(staff, f"/kols/queue/{cast.mei.pk}/", {"verdict": "refuse", "reason": "证书编号查不到"})
    assert "证书编号查不到" in mei.get("/kols/apply/").content.decode()
    assert "证书编号查不到" in mei.get("/notices/").content.decode()
    assert verified_kol(cast.mei.pk) is None
    edited(mei, "/kols/apply/", {**PAPERS, "credential": "主治医师 · 编号 12"})
    assert "编号 12" in staff.get("/kols/queue/").content.decode()


def test_what_was_typed_stays_when_something_is_missing(cast, client_of):
    answer = client_of(cast.mei).post("/kols/apply/", {**PAPERS, "credential": " "})
    assert answer.status_code == 422
    assert "每周四晚上在。" in answer.content.decode()
    assert client_of(cast.mei).post("/kols/apply/", {**PAPERS, "speciality": "长" * 61}).status_code in (413, 422)
    assert not Kol.objects.exists()


def test_the_outsider_neither_sees_the_queue_nor_answers(cast, client_of):
    an_application(by=cast.mei)
    for person in (cast.outsider, cast.mei, cast.editor):
        reader = client_of(person)
        assert reader.get("/kols/queue/").status_code == 403
        assert reader.get(f"/kols/queue/{cast.mei.pk}/").status_code == 403
        assert reader.post(f"/kols/queue/{cast.mei.pk}/", {"verdict": "verify"}).status_code == 403
        with pytest.raises(Refused):
            verify(by=person, user_id=cast.mei.pk)
        with pytest.raises(Refused):
            refuse(by=person, user_id=cast.mei.pk, reason="x")
    assert client_of(cast.nobody).get("/kols/apply/").status_code == 302
    assert client_of(cast.staff).get("/kols/queue/999/").status_code == 404
    assert verified_kol(cast.mei.pk) is None


def test_whoever_was_verified_does_not_ask_again(cast, client_of):
    a_kol(staff=cast.staff, by=cast.mei)
    assert edited(client_of(cast.mei), "/kols/apply/", PAPERS).status_code == 409
    with pytest.raises(Refused):
        apply(by=cast.mei, **PAPERS)


def test_an_expert_who_left_is_none(cast, client_of, settle):
    kol = a_kol(staff=cast.staff)
    User.objects.filter(pk=kol.pk).update(is_active=False)
    with transaction.atomic():
        publish(AccountClosed(user_id=kol.pk))
    settle()
    assert client_of(cast.nobody).get(f"/kols/{kol.pk}/").status_code == 404
    assert client_of(cast.nobody).get("/kols/").status_code == 200


def test_lists_are_paged_and_cost_the_same(cast, client_of):
    a_kol(staff=cast.staff)
    an_application()
    reader, staff = client_of(cast.outsider), client_of(cast.staff)
    same_queries(lambda: reader.get("/kols/"), lambda: [a_kol(staff=cast.staff) for _ in range(25)])
    page = reader.get("/kols/").context["page"]
    assert len(page.items) == 24
    assert len(reader.get("/kols/", {"after": page.next}).context["page"].items) == 2
    same_queries(lambda: staff.get("/kols/queue/"), lambda: [an_application() for _ in range(22)])
    assert len(staff.get("/kols/queue/").context["page"].items) == 20


def test_experts_by_field(cast, client_of):
    a_kol(staff=cast.staff, speciality="助产")
    a_kol(staff=cast.staff, speciality="儿科")
    page = client_of(cast.nobody).get("/kols/", {"field": "助产"})
    assert [one.speciality for one in page.context["page"]] == ["助产"]


def test_choosers_say_who_it_is(cast):
    """The CMS lists experts by their names, also one whose profile is gone."""
    assert str(Kol.objects.get(pk=cast.doctor.pk)) == "许医生 · 儿童皮肤科"
    Profile.objects.filter(pk=cast.doctor.pk).delete()
    assert str(Kol.objects.get(pk=cast.doctor.pk)) == "儿童皮肤科"
