"""Deleting in the CMS: what people made stays, with its numbers, and the page can be taken off the site instead."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Page

from campaigns.contests.models import ContestIndexPage, ContestPage, Entry, Vote
from community.notes.models import Note
from community.products.models import Product
from community.threads.actions import reply
from community.threads.models import Thread
from content.guides.models import GuidePage
from content.home.models import HomePage
from content.home.queries import kept
from media.photos.models import EditorialImage
from tadpole.accounts.models import User
from tests.budget import same_queries
from tests.cast import PASSWORD
from tests.factories.content import a_guide, a_picture
from tests.factories.contests import a_contest, a_vote, an_entry
from tests.factories.notes import a_note, a_product

pytestmark = pytest.mark.django_db


def two_votes(cast: Any) -> ContestPage:
    """A contest with one entry and two votes."""
    contest = a_contest(by=cast.editor)
    entry = an_entry(by=cast.alice, contest=contest)
    for voter in (cast.bob, cast.mei):
        a_vote(by=voter, entry=entry)
    return contest


def delete(page: Page) -> str:
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def in_bulk(*things: Any, app: str = "wagtailcore", model: str = "page") -> str:
    ids = "&".join(f"id={one.pk}" for one in things)
    return f"/cms/bulk/{app}/{model}/delete/?{ids}&next=/cms/"


def said(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_a_contest_with_votes_is_not_deleted_and_says_why(cast: Any, client_of: Callable[[Any], Client]) -> None:
    contest, desk = two_votes(cast), client_of(cast.staff)
    for answer in (desk.get(delete(contest)), desk.post(delete(contest)), desk.post(in_bulk(contest))):
        assert answer.status_code == 409
        words = said(answer.content.decode())
        assert "投票 : 2" in words.replace("：", " : ") or "投票: 2" in words
        assert "参赛作品: 1" in words
        assert reverse("wagtailadmin_pages:unpublish", args=[contest.pk]) in answer.content.decode()
    assert (Entry.objects.count(), Vote.objects.count()) == (1, 2)


@pytest.mark.parametrize("kind", [ContestIndexPage, HomePage])
def test_nor_with_a_page_above_it(kind: type[Page], cast: Any, client_of: Callable[[Any], Client]) -> None:
    contest, desk = two_votes(cast), client_of(cast.staff)
    above = next(one for one in kind.objects.all() if contest.is_descendant_of(one))
    for address in (delete(above), in_bulk(above)):
        answer = desk.post(address, {"confirm_site_name": "小蝌蚪"})
        assert answer.status_code == 409
        assert contest.title in answer.content.decode()
    assert Vote.objects.count() == 2
    assert Page.objects.filter(pk=above.pk).exists()


def test_taken_off_the_site_it_is_gone_for_readers_and_its_votes_stand(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    contest, desk = two_votes(cast), client_of(cast.staff)
    assert desk.post(reverse("wagtailadmin_pages:unpublish", args=[contest.pk])).status_code == 302
    assert Client().get(contest.get_url()).status_code == 404
    assert Vote.objects.count() == 2


def test_what_nobody_wrote_under_is_deleted_as_before(cast: Any, client_of: Callable[[Any], Client]) -> None:
    guide, contest, desk = a_guide(by=cast.editor), a_contest(by=cast.editor), client_of(cast.staff)
    assert desk.post(delete(guide)).status_code == 302
    assert desk.post(in_bulk(contest)).status_code == 302
    assert not Page.objects.filter(pk__in=[guide.pk, contest.pk]).exists()


def test_a_guide_under_which_people_talk_stays(
    cast: Any, client_of: Callable[[Any], Client], settle: Callable[[], int]
) -> None:
    guide, other = a_guide(by=cast.editor), a_guide(by=cast.editor, title="没有人回答的")
    settle()
    thread = Thread.objects.get(about_kind="guide", about_id=str(guide.pk))
    for n in range(2):
        reply(by=cast.alice, thread=thread, text=f"第 {n} 句")
    answer = client_of(cast.staff).post(in_bulk(guide, other))
    assert answer.status_code == 409
    words = said(answer.content.decode())
    assert "它下面的回答: 2" in words
    assert "没有人回答的" not in words
    assert GuidePage.objects.filter(pk__in=[guide.pk, other.pk]).count() == 2


def test_behind_the_question_stands_the_database_and_it_is_no_500(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    """A vote that comes between the question and the deletion."""
    contest = two_votes(cast)
    with pytest.raises(ProtectedError):
        contest.delete()
    desk = client_of(cast.staff)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hooks, "get_hooks", lambda name: [])
        answer = desk.post(delete(contest))
    assert answer.status_code == 409
    assert Vote.objects.count() == 2


def test_a_product_that_parents_wrote_about_stays(cast: Any, client_of: Callable[[Any], Client]) -> None:
    told, bare, desk = a_product(name="讲过的碗"), a_product(name="没人讲的碗"), client_of(cast.staff)
    a_note(by=cast.alice, product=told, stars=5)
    several = f"/cms/bulk/products/product/delete/?id={told.pk}&id={bare.pk}&next=/cms/"
    for address in (f"/cms/snippets/products/product/delete/{told.pk}/", several):
        for answer in (desk.get(address), desk.post(address)):
            assert answer.status_code == 409
            assert "笔记: 1" in said(answer.content.decode())
    assert Product.objects.count() == 2
    assert desk.post(f"/cms/snippets/products/product/delete/{bare.pk}/").status_code == 302
    assert Product.objects.get() == told


def test_an_account_is_not_deleted_but_switched_off(cast: Any, client_of: Callable[[Any], Client]) -> None:
    a_note(by=cast.alice)
    desk = client_of(cast.staff)
    for address in (f"/cms/users/delete/{cast.alice.pk}/", in_bulk(cast.alice, app="accounts", model="user")):
        answer = desk.post(address)
        assert answer.status_code == 409
        assert reverse("wagtailusers_users:edit", args=[cast.alice.pk]) in answer.content.decode()
    assert Note.objects.count() == 1
    bare = User.objects.create_user("bare@example.org", PASSWORD)
    assert desk.post(f"/cms/users/delete/{bare.pk}/").status_code == 302
    assert not User.objects.filter(pk=bare.pk).exists()


def test_a_picture_in_use_is_asked_about_with_the_number_of_its_places(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    picture, desk = a_picture(), client_of(cast.staff)
    a_guide(by=cast.editor, cover=picture)
    a_guide(by=cast.editor, title="另一篇", cover=picture)
    for address in (f"/cms/images/{picture.pk}/delete/", in_bulk(picture, app="photos", model="editorialimage")):
        page = said(desk.get(address).content.decode())
        assert re.search(r"\b2 (次|处)|2 次|被引用 2|2 times", page), page[-1500:]
    assert EditorialImage.objects.filter(pk=picture.pk).exists()


def test_asking_costs_the_same_for_one_contest_and_for_many(cast: Any) -> None:
    two_votes(cast)
    index = ContestIndexPage.objects.get(locale__language_code="zh-hans")

    def more() -> None:
        for n in range(3):
            a_contest(by=cast.editor, title=f"第{n}场", hashtag=f"第{n}场")

    assert same_queries(lambda: kept([index]), more) <= 14
